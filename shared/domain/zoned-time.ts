import { type CalendarDay, dayNumber } from './calendar-day.js';

/** What a clock on the wall of a time zone shows. */
export interface WallTime extends CalendarDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** True for an IANA zone this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The wall time of an instant (ms since the epoch) in an IANA zone. Throws a RangeError for an unknown zone. */
export function wallTimeAt(at: number, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
    second: value('second'),
  };
}

/**
 * All instants (ms) at which the clock shows `hour:minute` of that day, in order: one, or two when clocks go back. When they go forward over it, the
 * one instant that is as far behind the gap as the time was inside it (02:30 → 03:30). `hour` 24 is midnight at the end of the day.
 */
export function instantsAt(day: CalendarDay, hour: number, minute: number, zone: string): [number, ...number[]] {
  const asUtc = dayNumber(day) * DAY_MS + (hour * 60 + minute) * 60_000;
  // Zones change their offset at most once within two days, so the offsets of the day before and after are all there can be.
  const early = asUtc - offsetAt(asUtc - DAY_MS, zone);
  const late = asUtc - offsetAt(asUtc + DAY_MS, zone);
  const fits = [...new Set([early, late])].filter((at) => at + offsetAt(at, zone) === asUtc).sort((a, b) => a - b);
  const [first, ...rest] = fits;
  return first === undefined ? [early] : [first, ...rest];
}

/** The first of `instantsAt`. */
export function instantAt(day: CalendarDay, hour: number, minute: number, zone: string): number {
  return instantsAt(day, hour, minute, zone)[0];
}

/** How far the clocks of a zone are ahead of UTC at an instant, ms. */
export function offsetAt(at: number, zone: string): number {
  const wall = wallTimeAt(at, zone);
  const asUtc = dayNumber(wall) * DAY_MS + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000;
  return asUtc - Math.floor(at / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
