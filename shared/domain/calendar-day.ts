/** A day of the calendar, in no particular zone. `month` 1–12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01. Days beyond the end of a month run on into the next. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** The inverse of `dayNumber`. */
export function dayOfNumber(number: number): CalendarDay {
  const date = new Date(number * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD`. */
export function dayKey({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for a day that exists: the 31st of April does not. */
export function isRealDay(day: CalendarDay): boolean {
  const back = dayOfNumber(dayNumber(day));
  return back.year === day.year && back.month === day.month && back.day === day.day;
}

/** ISO weekday, Monday 1 to Sunday 7. */
export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** The number of the Monday of an ISO 8601 week: week 1 is the one with 4 January in it. */
export function mondayOfWeek(year: number, week: number): number {
  const fourth = dayNumber({ year, month: 1, day: 4 });
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7;
}

/** ISO 8601 week of a day; around New Year its year is not that of the calendar. */
export function isoWeekOf(number: number): { year: number; week: number } {
  const thursday = number - weekdayOf(number) + 4;
  const { year } = dayOfNumber(thursday);
  return { year, week: Math.floor((thursday - dayNumber({ year, month: 1, day: 1 })) / 7) + 1 };
}

/** 52 or 53. */
export function weeksOfYear(year: number): number {
  return isoWeekOf(dayNumber({ year, month: 12, day: 28 })).week;
}
