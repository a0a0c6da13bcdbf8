import { type OpenSlot, slotOf, weekOf } from '../../../shared/domain/business-hours.js';
import type { SlaHours } from '../../../shared/domain/sla-measure.js';
import type { SlaCalendar, SlaDay } from '../../../shared/models/sla.js';
import { holidaysOf } from './holidays.js';

/** Years after this one whose holidays are known to a clock: due times are looked for 400 days ahead. */
const YEARS_AHEAD = 2;

/** A calendar as the clocks read it, with the holidays of the years from `since` to two after `now`. Days typed in win over imported ones, those over holidays. */
export function hoursOf(calendar: Omit<SlaCalendar, 'id' | 'version' | 'name'>, since: Date, now: Date): SlaHours {
  const { region, timeZone: zone } = calendar;
  const years = region === null ? [] : range(since.getUTCFullYear() - 1, now.getUTCFullYear() + YEARS_AHEAD);
  const holidays = years.flatMap((year): SlaDay[] => holidaysOf(region ?? 'BUND', year).map((day) => ({ ...day, hours: [] })));
  const exceptions: Record<string, OpenSlot[]> = {};
  const names: Record<string, string> = {};
  for (const day of [...holidays, ...calendar.importedDays, ...calendar.days]) {
    exceptions[day.date] = day.hours.map(slotOf);
    names[day.date] = day.name;
  }
  return { zone, week: weekOf(calendar.hours), exceptions, names };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
