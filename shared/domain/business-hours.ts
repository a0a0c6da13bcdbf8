import { type CalendarDay, dayKey, dayNumber, dayOfNumber, weekdayOf } from './calendar-day.js';
import { instantsAt, wallTimeAt } from './zoned-time.js';

/** Open from `from` until, not including, `to`; minutes after midnight on the wall, 0 ≤ from < to ≤ 1440. Over midnight: two slots. */
export interface OpenSlot {
  readonly from: number;
  readonly to: number;
}

/** Weekly hours of a queue. */
export interface BusinessHours {
  /** IANA zone whose clock the slots mean. */
  readonly zone: string;
  /** Slots by ISO weekday, Monday first; seven entries. */
  readonly week: readonly (readonly OpenSlot[])[];
  /** Days that differ, by `YYYY-MM-DD`; no slots: closed (a holiday). */
  readonly exceptions: Readonly<Record<string, readonly OpenSlot[]>>;
}

/** How far ahead an opening is looked for. */
const HORIZON_DAYS = 400;

/** Day and night, in UTC. */
export const ALWAYS_OPEN: BusinessHours = {
  zone: 'UTC',
  week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
  exceptions: {},
};

/** One opening as people write it: ISO weekday, Monday 1; times as `HH:MM`, midnight at the end `24:00`. */
export interface WrittenOpening {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

/** A slot as people write it. */
export function slotOf({ from, to }: { readonly from: string; readonly to: string }): OpenSlot {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return { from: minutes(from), to: minutes(to) };
}

/** Seven lists of slots, Monday first; null is open day and night. */
export function weekOf(hours: readonly WrittenOpening[] | null): OpenSlot[][] {
  return Array.from({ length: 7 }, (_, day) =>
    hours === null ? [{ from: 0, to: 1440 }] : hours.filter(({ weekday }) => weekday === day + 1).map(slotOf),
  );
}

/** True when open at `at` (ms since the epoch). In the doubled hour of autumn a slot is open both times, in the missing hour of spring not at all. */
export function isOpen(hours: BusinessHours, at: number): boolean {
  const wall = wallTimeAt(at, hours.zone);
  const minute = wall.hour * 60 + wall.minute;
  return slotsOf(hours, wall).some((slot) => slot.from <= minute && minute < slot.to);
}

/** The first instant at or after `at` (ms) that is open; null when there is none within 400 days. */
export function nextOpening(hours: BusinessHours, at: number): number | null {
  if (isOpen(hours, at)) return at;
  const today = dayNumber(wallTimeAt(at, hours.zone));
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead += 1) {
    const openings = openingsOn(hours, dayOfNumber(today + ahead)).filter((opening) => opening > at && isOpen(hours, opening));
    if (openings.length > 0) return Math.min(...openings);
  }
  return null;
}

/** What is wrong with hours that somebody typed: an overlap, an empty slot, an unknown day; null when they are sound. */
export function faultOfSlots(slots: readonly OpenSlot[]): 'out-of-range' | 'empty' | 'overlapping' | null {
  if (slots.some((slot) => slot.from < 0 || slot.to > 1440)) return 'out-of-range';
  if (slots.some((slot) => slot.from >= slot.to)) return 'empty';
  const sorted = [...slots].sort((a, b) => a.from - b.from);
  return sorted.some((slot, index) => slot.to > (sorted[index + 1]?.from ?? 1440)) ? 'overlapping' : null;
}

/** Beginnings of slots, both occurrences of a doubled hour; a beginning in a missing hour is the end of the gap. */
function openingsOn(hours: BusinessHours, day: CalendarDay): number[] {
  return slotsOf(hours, day).flatMap((slot) => {
    const begin = instantsAt(day, Math.floor(slot.from / 60), slot.from % 60, hours.zone);
    return [...begin, ...begin.map((at) => at - (at % 1_800_000)), ...begin.map((at) => at - (at % 3_600_000))];
  });
}

/** The slots of a day: its own when it is an exception, else those of its weekday. */
export function slotsOf(hours: BusinessHours, day: CalendarDay): readonly OpenSlot[] {
  return hours.exceptions[dayKey(day)] ?? hours.week[weekdayOf(dayNumber(day)) - 1] ?? [];
}
