import { type CalendarDay, dayNumber, dayOfNumber, isoWeekOf, isRealDay, mondayOfWeek, weekdayOf, weeksOfYear } from './calendar-day.js';
import { DATE_RULES, type DateSaid, FILLER, PART_HOURS } from './date-words.js';
import { instantAt, wallTimeAt } from './zoned-time.js';

/** Now, and whose clock counts. */
export interface DateScene {
  /** ms since the epoch. */
  readonly now: number;
  /** IANA zone: the installation's, or the agent's own. */
  readonly zone: string;
}

/** A date that was understood. The echo is for showing it back in full before it is kept. */
export interface DateUnderstood {
  readonly kind: 'understood';
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** What was said; the rest was filled in. `part`: a part of the day, `day`: no time, `week`: no day. */
  readonly precision: 'minute' | 'part' | 'day' | 'week';
  readonly echo: CalendarDay & {
    readonly hour: number;
    readonly minute: number;
    /** ISO, Monday 1. */
    readonly weekday: number;
    readonly week: number;
    /** 0 today, 1 tomorrow. */
    readonly daysAhead: number;
  };
}

/** Why a text is no date for us. */
export interface DateNotUnderstood {
  readonly kind: 'not-understood';
  readonly reason: 'empty' | 'no-date' | 'unknown-words' | 'in-the-past' | 'no-such-day' | 'weekday-does-not-fit';
}

export type DateReading = DateUnderstood | DateNotUnderstood;

/** Hour of a day without a time, and of today without one. */
const DEFAULT_HOUR = 9;
const TODAY_HOUR = PART_HOURS['end-of-work'];
/** Bare hours up to this one are meant in the afternoon: nobody promises a call at three in the night. */
const LAST_AFTERNOON_HOUR = 6;
/** Years in which a day and month are looked for; 29 February needs eight. */
const YEARS_AHEAD = 8;

const refused = (reason: DateNotUnderstood['reason']): DateNotUnderstood => ({ kind: 'not-understood', reason });

/**
 * Reads a date as people type it, German and English mixed at will: `mo 14`, `in 2h`, `morgen 9`, `KW 49 Di früh`, `23.11. 14:30`, `next fri 3pm`,
 * `nächste woche di`, `heute 17`, `übermorgen`. What has passed rolls forward (a weekday by a week, a date by a year, a time by a day), unless a year or
 * a day like „heute" was said; then it is `in-the-past`. Missing time: 9:00, today 17:00. The whole text must be a date.
 */
export function parseDateInput(text: string, scene: DateScene): DateReading {
  const { reading, rest } = parseDatePrefix(text, scene);
  return reading.kind === 'understood' && rest !== '' ? refused('unknown-words') : reading;
}

/** Like `parseDateInput`, for text that goes on: `mo 14 Rückruf wegen Rechnung` leaves the words behind the date in `rest`. */
export function parseDatePrefix(text: string, scene: DateScene): { reading: DateReading; rest: string } {
  if (text.trim() === '') return { reading: refused('empty'), rest: '' };
  const { said, rest } = readWords(text.normalize('NFKC'));
  if (Object.keys(said).length === 0) return { reading: refused('no-date'), rest: rest.trim() };
  return { reading: resolve(said, scene), rest: rest.trim() };
}

/** Small letters without umlaut dots, as many as before, so that places in the text stay the same. */
function simplify(text: string): string {
  const plain: Record<string, string> = { ä: 'a', ö: 'o', ü: 'u' };
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('')
    .replace(/[äöü]/g, (letter) => plain[letter] ?? letter);
}

function readWords(text: string): { said: DateSaid; rest: string } {
  const simple = simplify(text);
  let said: DateSaid = {};
  let place = 0;
  let end = 0;
  while (place < simple.length) {
    const filler = FILLER.exec(simple.slice(place));
    if (filler) {
      place += filler[0].length;
      continue;
    }
    const step = readRule(simple.slice(place), said);
    if (!step) break;
    said = { ...said, ...step.more };
    place += step.length;
    end = place;
  }
  return { said, rest: text.slice(end) };
}

function readRule(text: string, said: DateSaid): { more: Partial<DateSaid>; length: number } | null {
  for (const { pattern, read } of DATE_RULES) {
    const match = pattern.exec(text);
    const more = match && read(match.slice(1), said);
    if (match && more) return { more, length: match[0].length };
  }
  return null;
}

function resolve(said: DateSaid, scene: DateScene): DateReading {
  if (said.minutes !== undefined) {
    // Whole minutes, never earlier than asked.
    return understood(Math.ceil((scene.now + said.minutes * 60_000) / 60_000) * 60_000, 'minute', scene);
  }
  const today = dayNumber(wallTimeAt(scene.now, scene.zone));
  const days = possibleDays(said, today);
  if (days.length === 0) return refused('no-such-day');
  const future = days.map((number) => ({ number, at: instantOf(number, said, scene) })).find(({ at }) => at > scene.now);
  if (!future) return refused('in-the-past');
  const needsCheck = said.weekday !== undefined && said.day !== undefined;
  if (needsCheck && weekdayOf(future.number) !== said.weekday) return refused('weekday-does-not-fit');
  return understood(future.at, precisionOf(said), scene);
}

/** The days that can be meant, nearest first; the first of them whose time is still to come is taken. */
function possibleDays(said: DateSaid, today: number): number[] {
  if (said.day?.kind === 'relative') return [today + said.day.days];
  if (said.day?.kind === 'months') return [monthsLater(today, said.day.months)];
  if (said.day?.kind === 'date') return possibleDates(said.day, today);
  if (said.week) return possibleMondays(said.week, today).flatMap((monday) => daysOfWeek(monday, said.weekday));
  if (said.weekday !== undefined && said.isNextWeekday) return [today - weekdayOf(today) + 7 + said.weekday];
  if (said.weekday !== undefined) {
    const ahead = (said.weekday - weekdayOf(today) + 7) % 7;
    return [today + ahead, today + ahead + 7];
  }
  return [today, today + 1];
}

function possibleDates(date: Partial<CalendarDay> & { day: number }, today: number): number[] {
  const { year, month } = dayOfNumber(today);
  const years = date.year === undefined ? Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => year + index) : [date.year];
  const days =
    date.month === undefined
      ? Array.from({ length: 12 }, (_, index) => dayOfNumber(dayNumber({ year, month: month + index, day: 1 })))
      : years.map((one) => ({ year: one, month: date.month ?? 1 }));
  return days
    .map((one) => ({ ...one, day: date.day }))
    .filter(isRealDay)
    .map(dayNumber);
}

function possibleMondays(week: NonNullable<DateSaid['week']>, today: number): number[] {
  if (week.kind === 'relative') return [today - weekdayOf(today) + 1 + week.weeks * 7];
  const year = isoWeekOf(today).year;
  const years = week.year === undefined ? Array.from({ length: YEARS_AHEAD }, (_, index) => year + index) : [week.year];
  return years.filter((one) => week.week >= 1 && week.week <= weeksOfYear(one)).map((one) => mondayOfWeek(one, week.week));
}

function daysOfWeek(monday: number, weekday: number | undefined): number[] {
  return weekday === undefined ? Array.from({ length: 7 }, (_, index) => monday + index) : [monday + weekday - 1];
}

/** The 31st a month later is the last day of that month. */
function monthsLater(today: number, months: number): number {
  const { year, month, day } = dayOfNumber(today);
  const first = dayNumber({ year, month: month + months, day: 1 });
  const last = dayNumber({ year, month: month + months + 1, day: 1 }) - 1;
  return Math.min(first + day - 1, last);
}

function instantOf(number: number, said: DateSaid, scene: DateScene): number {
  const day = dayOfNumber(number);
  const { hour, minute } = timeOf(said, number, scene);
  return instantAt(day, hour, minute, scene.zone);
}

function timeOf(said: DateSaid, number: number, scene: DateScene): { hour: number; minute: number } {
  const { time, part } = said;
  if (time) return { hour: time.hour + (isAfternoon(said) ? 12 : 0), minute: time.minute };
  if (part) return { hour: PART_HOURS[part], minute: 0 };
  const isToday = said.day?.kind === 'relative' && said.day.days === 0;
  if (!isToday) return { hour: DEFAULT_HOUR, minute: 0 };
  const wall = wallTimeAt(scene.now, scene.zone);
  // Today after the end of work: the next full hour is still today.
  return { hour: dayNumber(wall) === number && wall.hour >= TODAY_HOUR ? wall.hour + 1 : TODAY_HOUR, minute: 0 };
}

function isAfternoon({ time, part }: DateSaid): boolean {
  if (!time || time.hour === 0 || time.hour >= 12) return false;
  if (part) return part === 'afternoon' || part === 'evening' || (part === 'night' && time.hour > LAST_AFTERNOON_HOUR);
  return time.isBare && time.hour <= LAST_AFTERNOON_HOUR;
}

function precisionOf(said: DateSaid): DateUnderstood['precision'] {
  if (said.time) return 'minute';
  if (said.part) return 'part';
  return said.week && said.weekday === undefined ? 'week' : 'day';
}

function understood(at: number, precision: DateUnderstood['precision'], scene: DateScene): DateReading {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return refused('no-such-day');
  const { year, month, day, hour, minute } = wallTimeAt(at, scene.zone);
  const number = dayNumber({ year, month, day });
  const daysAhead = number - dayNumber(wallTimeAt(scene.now, scene.zone));
  const echo = { year, month, day, hour, minute, weekday: weekdayOf(number), week: isoWeekOf(number).week, daysAhead };
  return { kind: 'understood', at: date.toISOString(), precision, echo };
}
