import type { BusinessHours } from './business-hours.js';
import { type OpenStretch, stretchesFrom } from './open-stretches.js';
import type { SlaClock, SlaTargetKind, StateSpan } from './sla-clocks.js';

/** Business hours whose exceptions have names: a holiday, a works outing. */
export interface SlaHours extends BusinessHours {
  /** Name by `YYYY-MM-DD`. */
  readonly names: Readonly<Record<string, string>>;
}

/** Why time counts or does not. */
export type SlaRule = 'counted' | 'outside-hours' | 'day-off' | 'waiting-customer' | 'planned';

/** A stretch of a clock and the rule that decided it, ms. */
export interface SlaStretch {
  readonly from: number;
  readonly to: number;
  readonly rule: SlaRule;
  /** Name of the day off, else null. */
  readonly name: string | null;
}

/** What a clock shows. The stretches cover its whole time from start to stop (or now) without a gap. */
export interface SlaReading {
  readonly stretches: SlaStretch[];
  readonly countedMs: number;
  /** When `warnMs` and `targetMs` of counted time are over, now or to come; null while the clock stands still, or when it is never open again. */
  readonly warnAt: number | null;
  readonly dueAt: number | null;
  readonly isPaused: boolean;
}

/** What is measured, ms of counted time. */
export interface SlaMeasure {
  readonly clock: SlaClock;
  readonly hours: SlaHours;
  readonly spans: readonly StateSpan[];
  readonly warnMs: number;
  readonly targetMs: number;
  /** Only warnAt, dueAt and isPaused are asked for: the walk ends when both marks are passed, not years later at `now`. */
  readonly isBrief?: boolean;
}

/** How far ahead an end is looked for. */
const HORIZON_MS = 400 * 86_400_000;

/**
 * States in which a clock stands still. The customer has to do something: nothing runs. Put aside until an hour: the settling waits, an answer that is owed
 * does not.
 */
const PAUSING: Record<SlaTargetKind, ReadonlySet<string>> = {
  'first-response': new Set(['waiting-customer']),
  'next-response': new Set(['waiting-customer']),
  resolution: new Set(['waiting-customer', 'planned']),
};

/** Reads a clock at `now` (ms): what counted and what did not and why, and when it is due if everything stays as it is. Brief: without all that counted. */
export function readClock(measure: SlaMeasure, now: number): SlaReading {
  const { clock, hours } = measure;
  const still = measure.spans.filter(({ state }) => PAUSING[clock.target].has(state));
  const until = clock.stoppedAt ?? Math.max(now, clock.startedAt);
  const isPaused = clock.stoppedAt === null && still.some(({ from, to }) => from <= until && (to === null || to > until));
  const pauses = still.filter(({ from }) => from < until).map((span) => ({ ...span, to: Math.min(span.to ?? until, until) }));
  const stretches: SlaStretch[] = [];
  const tally = new Tally(measure);
  for (const piece of pieces(hours, clock.startedAt, pauses)) {
    const to = Math.min(piece.to, until);
    if (piece.from < until) add(stretches, { ...piece, to });
    if (piece.from < until) tally.count({ ...piece, to });
    if (measure.isBrief && tally.isFull) break;
    if (piece.to <= until) continue;
    if (isPaused || tally.isFull || piece.from - until > HORIZON_MS) break;
    // Beyond now nothing is known of pauses: as if it went on like this.
    tally.lookAhead({ ...piece, from: Math.max(piece.from, until) });
  }
  return { stretches, countedMs: tally.countedMs, warnAt: tally.warnAt, dueAt: tally.dueAt, isPaused };
}

/** Adds up counted time and notes when its marks are passed. */
class Tally {
  countedMs = 0;
  warnAt: number | null = null;
  dueAt: number | null = null;
  readonly #marks: Pick<SlaMeasure, 'warnMs' | 'targetMs'>;
  #ahead = 0;
  constructor(marks: Pick<SlaMeasure, 'warnMs' | 'targetMs'>) {
    this.#marks = marks;
  }
  get isFull(): boolean {
    return this.warnAt !== null && this.dueAt !== null;
  }
  count(piece: SlaStretch): void {
    if (piece.rule !== 'counted') return;
    this.#pass(piece, this.countedMs);
    this.countedMs += piece.to - piece.from;
  }
  lookAhead(piece: SlaStretch): void {
    if (piece.rule !== 'counted') return;
    this.#pass(piece, this.countedMs + this.#ahead);
    this.#ahead += piece.to - piece.from;
  }
  #pass(piece: SlaStretch, before: number): void {
    const at = (mark: number) => (mark <= before + piece.to - piece.from ? piece.from + Math.max(0, mark - before) : null);
    this.warnAt ??= at(this.#marks.warnMs);
    this.dueAt ??= at(this.#marks.targetMs);
  }
}

/** A time in which a clock stands still. */
type Pause = StateSpan & { readonly to: number };

/** Hours cut at the beginnings and ends of pauses; a pause decides before the hours do. */
function* pieces(hours: SlaHours, start: number, pauses: readonly Pause[]): Generator<SlaStretch> {
  for (const stretch of stretchesFrom(hours, start)) {
    for (let from = stretch.from; from < stretch.to; ) {
      const pause = pauses.find((one) => one.from <= from && one.to > from);
      const begins = pauses.filter((one) => one.from > from).map((one) => one.from);
      const to = Math.min(stretch.to, pause ? pause.to : Math.min(...begins));
      yield { from, to, ...(pause ? { rule: pause.state as SlaRule, name: null } : ruleOf(hours, stretch)) };
      from = to;
    }
  }
}

function ruleOf(hours: SlaHours, { isOpen, day }: OpenStretch): Pick<SlaStretch, 'rule' | 'name'> {
  if (isOpen) return { rule: 'counted', name: null };
  const isOff = hours.exceptions[day] !== undefined;
  return isOff ? { rule: 'day-off', name: hours.names[day] ?? null } : { rule: 'outside-hours', name: null };
}

/** Puts a stretch behind the others, as one with the last when the same rule decided. */
function add(stretches: SlaStretch[], { from, to, rule, name }: SlaStretch): void {
  const last = stretches.at(-1);
  if (last?.rule === rule && last.name === name && last.to === from) stretches[stretches.length - 1] = { ...last, to };
  else stretches.push({ from, to, rule, name });
}
