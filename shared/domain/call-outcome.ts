/** How an offered call ended for the queue. Every call that entered a queue ends in exactly one. */
export const CALL_OUTCOMES = ['answered', 'abandoned', 'short-abandoned', 'flow-out'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Hang-ups before this many seconds of waiting are short abandons: too soon for anybody to answer. Source: design rules.md §1.1. */
export const SHORT_ABANDON_SECONDS = 5;

/** Time stamps of a call, ms since the epoch; null: it did not happen. */
export interface CallTimes {
  /** The caller entered the queue, or would have, had it been open. */
  readonly queuedAt: number;
  /** The caller and an agent were first together in the room. */
  readonly answeredAt: number | null;
  /** The caller was led elsewhere: closed, full, nobody here, waited too long. */
  readonly divertedAt: number | null;
  /** The caller's leg was over. */
  readonly leftAt: number | null;
}

/**
 * The outcome of a call, or null while it still waits. The first thing that happened decides and never changes: a caller who was answered, lost the
 * agent and hung up in the queue was answered once.
 */
export function callOutcome(times: CallTimes, shortAbandonSeconds: number = SHORT_ABANDON_SECONDS): CallOutcome | null {
  if (times.answeredAt !== null) return 'answered';
  if (times.divertedAt !== null) return 'flow-out';
  if (times.leftAt === null) return null;
  return times.leftAt - times.queuedAt < shortAbandonSeconds * 1000 ? 'short-abandoned' : 'abandoned';
}

/** How many offered calls of a period ended in which way, and how many still wait. */
export interface CallCounts {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly shortAbandoned: number;
  readonly flowOut: number;
  readonly waiting: number;
}

/** Counts outcomes; null is a caller still waiting. */
export function countOutcomes(outcomes: Iterable<CallOutcome | null>): CallCounts {
  const counts = { offered: 0, answered: 0, abandoned: 0, shortAbandoned: 0, flowOut: 0, waiting: 0 };
  for (const outcome of outcomes) {
    counts.offered += 1;
    counts[COUNTER[outcome ?? 'waiting']] += 1;
  }
  return counts;
}

const COUNTER = {
  answered: 'answered',
  abandoned: 'abandoned',
  'short-abandoned': 'shortAbandoned',
  'flow-out': 'flowOut',
  waiting: 'waiting',
} as const;

/**
 * offered − (answered + abandoned + shortAbandoned + flowOut + waiting). Zero, or the figures are wrong: boards show any other value as a red Δ.
 * Source: design rules.md §1.1.
 */
export function unaccountedCalls(counts: CallCounts): number {
  return counts.offered - counts.answered - counts.abandoned - counts.shortAbandoned - counts.flowOut - counts.waiting;
}
