import { getHolidays } from 'feiertagejs';
import type { HolidayRegion } from '../../../shared/models/sla.js';

/** By region and year: a walk over clocks asks for the same few again and again. */
const kept = new Map<string, { date: string; name: string }[]>();

/** The public holidays of a German state in a year, in their order, with their German names. Sundays that are holidays by law are among them. */
export function holidaysOf(region: HolidayRegion, year: number): readonly { date: string; name: string }[] {
  const key = `${region} ${year}`;
  const known = kept.get(key);
  if (known) return known;
  const days = getHolidays(year, region)
    .map((day) => ({ date: day.dateString, name: day.translate('de') ?? day.name }))
    .sort((a, b) => a.date.localeCompare(b.date));
  kept.set(key, days);
  return days;
}
