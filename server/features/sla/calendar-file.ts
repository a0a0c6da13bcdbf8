import { dayKey, dayNumber, dayOfNumber, isRealDay } from '../../../shared/domain/calendar-day.js';
import type { SlaDay } from '../../../shared/models/sla.js';
import { AppError } from '../../core/errors.js';

/** Days kept of one file, and years after this one to which a yearly entry is carried on. */
const MOST_DAYS = 400;
const YEARS_AHEAD = 5;
/** An entry over more days than this is no day off but a season. */
const LONGEST_DAYS = 40;

/**
 * The whole-day entries of an iCalendar file (RFC 5545) as days off, in their order: entries over several days, and those that come back every year. Entries
 * with times, cancelled ones, and days before last year are left out. Throws NOT_A_CALENDAR for what is no such file, or has no such day in it.
 */
export function daysOfCalendarFile(content: string, thisYear: number): SlaDay[] {
  if (!/^\s*\uFEFF?BEGIN:VCALENDAR/i.test(content)) throw new AppError('NOT_A_CALENDAR', 'This is no calendar file (.ics).');
  // A line that begins with a blank goes on the one before (RFC 5545, 3.1).
  const unfolded = content.replace(/\r?\n[ \t]/g, '');
  const entries = unfolded.split(/^BEGIN:VEVENT\s*$/im).slice(1);
  const days = new Map<string, SlaDay>();
  for (const entry of entries) for (const day of daysOfEntry(entry.split(/^END:VEVENT/im)[0] ?? '', thisYear)) days.set(day.date, day);
  const kept = [...days.values()].filter(({ date }) => date >= `${thisYear - 1}-01-01`).sort((a, b) => a.date.localeCompare(b.date));
  if (kept.length === 0) throw new AppError('NOT_A_CALENDAR', 'There is no whole-day entry in this calendar file.');
  return kept.slice(0, MOST_DAYS);
}

function daysOfEntry(entry: string, thisYear: number): SlaDay[] {
  const first = dayOf(entry, 'DTSTART');
  if (first === null || /^STATUS:CANCELLED/im.test(entry)) return [];
  // The end is the day after the last (RFC 5545, 3.6.1).
  const length = Math.min(LONGEST_DAYS, Math.max(1, (dayOf(entry, 'DTEND') ?? first + 1) - first));
  const name = nameOf(entry);
  const isYearly = /^RRULE:(?=.*FREQ=YEARLY)(?!.*(?:BYDAY|BYMONTHDAY=\d+,|INTERVAL=(?!1\b)))/im.test(entry);
  const until = /^RRULE:.*UNTIL=(\d{4})/im.exec(entry)?.[1];
  const start = dayOfNumber(first);
  const last = isYearly ? Math.min(thisYear + YEARS_AHEAD, until ? Number(until) : thisYear + YEARS_AHEAD) : start.year;
  const days: SlaDay[] = [];
  for (let year = isYearly ? Math.max(start.year, thisYear - 1) : start.year; year <= last; year++) {
    if (!isRealDay({ ...start, year })) continue;
    for (let at = 0; at < length; at++) days.push({ date: dayKey(dayOfNumber(dayNumber({ ...start, year }) + at)), name, hours: [] });
  }
  return days;
}

/** The number of the day of a whole-day property; null for one with a time. */
function dayOf(entry: string, property: 'DTSTART' | 'DTEND'): number | null {
  const match = new RegExp(`^${property}(?:;[^:\\r\\n]*)?:(\\d{4})(\\d{2})(\\d{2})\\s*$`, 'im').exec(entry);
  const day = { year: Number(match?.[1]), month: Number(match?.[2]), day: Number(match?.[3]) };
  return match && isRealDay(day) ? dayNumber(day) : null;
}

function nameOf(entry: string): string {
  const text = /^SUMMARY(?:;[^:\r\n]*)?:(.*)$/im.exec(entry)?.[1] ?? '';
  const plain = text
    .replace(/\\[nN]/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return plain.slice(0, 120) || '–';
}
