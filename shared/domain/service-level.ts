import type { CallOutcome } from './call-outcome.js';

/** A finished or answered call as the figures need it. */
export interface CountedCall {
  readonly outcome: CallOutcome;
  /** Seconds from entering the queue to the answer, or to the hang-up. */
  readonly waitSeconds: number;
}

/** Target of a queue: `percent` of calls within `seconds`; 80/20 is the usual one. */
export interface ServiceLevelTarget {
  readonly percent: number;
  readonly seconds: number;
}

/** 80 % within 20 seconds. Source: design rules.md §1.1. */
export const DEFAULT_SERVICE_LEVEL_TARGET: ServiceLevelTarget = { percent: 80, seconds: 20 };

/** Sums from which all figures of a period follow; additive, so they can be kept per interval and added up. */
export interface ServiceLevelSums {
  readonly answered: number;
  readonly answeredInTime: number;
  readonly abandoned: number;
  readonly abandonedInTime: number;
  readonly shortAbandoned: number;
  readonly flowOut: number;
  readonly answeredWaitSeconds: number;
}

/** No calls. */
export const NO_CALLS: ServiceLevelSums = {
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  abandonedInTime: 0,
  shortAbandoned: 0,
  flowOut: 0,
  answeredWaitSeconds: 0,
};

/** Sums over calls; "in time" is a wait of at most `target.seconds`. All calls count in the interval of their arrival. */
export function sumCalls(calls: Iterable<CountedCall>, target: ServiceLevelTarget): ServiceLevelSums {
  const sums = { ...NO_CALLS };
  for (const call of calls) {
    const inTime = call.waitSeconds <= target.seconds ? 1 : 0;
    if (call.outcome === 'answered') {
      sums.answered += 1;
      sums.answeredInTime += inTime;
      sums.answeredWaitSeconds += call.waitSeconds;
    } else if (call.outcome === 'abandoned') {
      sums.abandoned += 1;
      sums.abandonedInTime += inTime;
    } else if (call.outcome === 'short-abandoned') sums.shortAbandoned += 1;
    else sums.flowOut += 1;
  }
  return sums;
}

/**
 * Service level in percent, variant B (Asterisk's ServicelevelPerf2): (answered in time + abandoned in time) / (answered + abandoned), short abandons
 * (under 5 s) left out of both sides; null without calls. Source: design rules.md §1.1.
 */
export function serviceLevel(sums: ServiceLevelSums): number | null {
  return percent(sums.answeredInTime + sums.abandonedInTime, sums.answered + sums.abandoned);
}

/** Average speed of answer in seconds: Σ queue wait of answered calls / answered calls; null when none was answered. */
export function averageSpeedOfAnswer(sums: ServiceLevelSums): number | null {
  return sums.answered === 0 ? null : sums.answeredWaitSeconds / sums.answered;
}

/**
 * Abandon rate in percent: abandoned / (all offered that are decided, short abandons left out); null without calls. Callers led elsewhere were offered
 * and did not abandon.
 */
export function abandonRate(sums: ServiceLevelSums): number | null {
  return percent(sums.abandoned, sums.answered + sums.abandoned + sums.flowOut);
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}
