import { type BusinessHours, slotsOf } from './business-hours.js';
import { type CalendarDay, dayKey, dayNumber, dayOfNumber } from './calendar-day.js';
import { instantAt, offsetAt, wallTimeAt } from './zoned-time.js';

/** A stretch of one day on which the hours do not change. `from` ≤ instant < `to`, ms. */
export interface OpenStretch {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  /** The day in the zone of the hours, `YYYY-MM-DD`. */
  readonly day: string;
}

const DAY_MS = 86_400_000;
/** Offsets and changes of the clocks asked for before, by zone and instant: a walk over a year asks for the same midnights again and again. */
const offsets = new Map<string, number>();
const turns = new Map<string, number>();
const KEPT = 20_000;

/** Open and closed time from `at` (ms) on, in order and without a gap, for ever: the caller stops. Says of every instant what `isOpen` says. */
export function* stretchesFrom(hours: BusinessHours, at: number): Generator<OpenStretch> {
  let number = dayNumber(wallTimeAt(at, hours.zone));
  for (let from = at; ; number += 1) {
    const day = dayOfNumber(number);
    const end = endOf(number, hours.zone);
    const key = dayKey(day);
    for (const [opens, closes] of openOn(hours, day)) {
      const [begin, stop] = [Math.max(opens, from), Math.min(closes, end)];
      if (begin >= stop) continue;
      if (begin > from) yield { from, to: begin, isOpen: false, day: key };
      yield { from: begin, to: stop, isOpen: true, day: key };
      from = stop;
    }
    if (from >= end) continue;
    yield { from, to: end, isOpen: false, day: key };
    from = end;
  }
}

/**
 * When it is open on a day, in order. On a day on which the clocks change, what the slots mean before and after the change is cut at it: a doubled hour
 * is open twice, a missing one not at all.
 */
function openOn(hours: BusinessHours, day: CalendarDay): [number, number][] {
  const asUtc = dayNumber(day) * DAY_MS;
  const slots = slotsOf(hours, day);
  const { before, after, early, late } = around(dayNumber(day), hours.zone);
  const span = ({ from, to }: { from: number; to: number }, offset: number): [number, number] => [
    asUtc + from * 60_000 - offset,
    asUtc + to * 60_000 - offset,
  ];
  const spans =
    early === late ? slots.map((slot) => span(slot, early)) : cutAt(turnOf(hours.zone, before, after), slots, { early, late, span });
  return spans.filter(([from, to]) => from < to).sort(([a], [b]) => a - b);
}

function cutAt<S>(
  turn: number,
  slots: readonly S[],
  by: { early: number; late: number; span: (slot: S, offset: number) => [number, number] },
): [number, number][] {
  return slots.flatMap((slot): [number, number][] => {
    const [before, after] = [by.span(slot, by.early), by.span(slot, by.late)];
    return [
      [before[0], Math.min(before[1], turn)],
      [Math.max(after[0], turn), after[1]],
    ];
  });
}

/** Midnight at the end of a day. Asked of the zone's rules only when the clocks change near it: a clock that has run for a year passes 365 of them. */
function endOf(number: number, zone: string): number {
  const { early, late } = around(number, zone);
  return early === late ? (number + 1) * DAY_MS - early : instantAt(dayOfNumber(number + 1), 0, 0, zone);
}

/** An instant before a day begins anywhere and one after it has ended everywhere, and how far the zone's clocks are ahead at each. */
function around(number: number, zone: string): { before: number; after: number; early: number; late: number } {
  const [before, after] = [(number - 1) * DAY_MS, (number + 2) * DAY_MS];
  return { before, after, early: keptOffset(before, zone), late: keptOffset(after, zone) };
}

/** The instant between two others at which the clocks change; there is one. */
function turnOf(zone: string, from: number, to: number): number {
  return kept(turns, `${zone} ${from}`, () => soughtTurn(zone, from, to));
}

function soughtTurn(zone: string, from: number, to: number): number {
  const early = keptOffset(from, zone);
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle, zone) === early) low = middle;
    else high = middle;
  }
  return high;
}

function keptOffset(at: number, zone: string): number {
  return kept(offsets, `${zone} ${at}`, () => offsetAt(at, zone));
}

function kept(answers: Map<string, number>, key: string, ask: () => number): number {
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= KEPT) answers.clear();
  const answer = ask();
  answers.set(key, answer);
  return answer;
}
