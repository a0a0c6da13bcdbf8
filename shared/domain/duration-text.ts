import { wallTimeAt } from './zoned-time.js';

/** Languages of the console. */
export type Language = 'de' | 'en';

const UNITS: Record<Language, { second: string; minute: string; hour: string; day: string }> = {
  de: { second: 's', minute: 'min', hour: 'Std', day: 'T' },
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
};
const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Ages from here on are written as the date: nobody counts forty days back. */
const LAST_COUNTED_DAY = 30;

/**
 * A running or measured time: `04:12` under an hour, `1 h 04` from then on, the same in both languages. Whole seconds, cut off, as a clock shows
 * them; a negative time (overdue) has a minus sign in front.
 */
export function durationText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const sign = seconds <= -1 ? '−' : '';
  if (whole < HOUR) return `${sign}${two(Math.floor(whole / MINUTE))}:${two(whole % MINUTE)}`;
  return `${sign}${Math.floor(whole / HOUR)} h ${two(Math.floor((whole % HOUR) / MINUTE))}`;
}

/** A measured time in words as short as can be, for lists: `35 s`, `6 min`, `1 h 04`. Rounded to the nearest minute from one minute on. */
export function roughDurationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return `${whole} s`;
  const minutes = Math.round(whole / MINUTE);
  return minutes < 60 ? `${minutes} min` : durationText(minutes * MINUTE);
}

/**
 * How long ago: `35 s · 4 min · 2 Std · 3 T · 12.03.`, English `35 s · 4 min · 2 h · 3 d · 12 Mar`; from thirty days on the date in the reader's zone,
 * with the year when it is another. `at` and `now` in ms; the future counts as now. Source: design console.md C.2.
 */
export function ageText(at: number, reader: { now: number; zone: string; language: Language }): string {
  const seconds = Math.max(0, Math.floor((reader.now - at) / 1000));
  const unit = UNITS[reader.language];
  if (seconds < MINUTE) return `${seconds} ${unit.second}`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} ${unit.minute}`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} ${unit.hour}`;
  if (seconds < LAST_COUNTED_DAY * DAY) return `${Math.floor(seconds / DAY)} ${unit.day}`;
  return shortDate(at, reader);
}

/** Milliseconds until the text of `ageText` or of a running clock changes next, so that a list is redrawn when needed and not every second. */
export function msUntilAgeChanges(at: number, now: number): number {
  const age = Math.max(0, now - at);
  const step = [MINUTE, HOUR, DAY].reduce((found, unit) => (age >= unit * 1000 ? unit : found), 1) * 1000;
  return step - (age % step);
}

function shortDate(at: number, { now, zone, language }: { now: number; zone: string; language: Language }): string {
  const day = wallTimeAt(at, zone);
  const isThisYear = day.year === wallTimeAt(now, zone).year;
  if (language === 'de') return `${two(day.day)}.${two(day.month)}.${isThisYear ? '' : day.year}`;
  return `${day.day} ${ENGLISH_MONTHS[day.month - 1]}${isThisYear ? '' : ` ${day.year}`}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
