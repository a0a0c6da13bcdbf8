import { dayNumber, dayOfNumber, isRealDay } from './calendar-day.js';
import { instantAt, wallTimeAt } from './zoned-time.js';

const TODAY = new Set(['today', 'heute']);
const YESTERDAY = new Set(['yesterday', 'gestern']);
/** Days in what people count back by: Tage, Wochen, Monate, Jahre and their English. */
const DAYS: Record<string, number> = { d: 1, t: 1, w: 7, m: 30, y: 365, j: 365 };

/**
 * The beginning (ms since the epoch) of a day of the past as it is written into a search: `2026-11-01`, `2026-11`, `2026`, `1.11.2026`, `1.11.26`, `1.11.` (the
 * latest one there was), `heute`, `yesterday`, `7d`, `2w`, `3m`, `1j`. Null when it is none.
 */
export function parseSearchDate(text: string, scene: { now: number; zone: string }): number | null {
  const today = dayNumber(wallTimeAt(scene.now, scene.zone));
  const said = dayOf(text.trim().toLowerCase(), today);
  return said === null ? null : instantAt(dayOfNumber(said), 0, 0, scene.zone);
}

function dayOf(text: string, today: number): number | null {
  if (TODAY.has(text)) return today;
  if (YESTERDAY.has(text)) return today - 1;
  const back = /^(\d{1,4})([dtwmyj])$/.exec(text);
  if (back) return today - Number(back[1]) * (DAYS[back[2] ?? ''] ?? 1);
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (iso) return real(Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1));
  const german = /^(\d{1,2})\.(\d{1,2})\.?(\d{2}|\d{4})?$/.exec(text);
  if (!german) return null;
  const [day, month] = [Number(german[1]), Number(german[2])];
  if (german[3]) return real(german[3].length === 2 ? 2000 + Number(german[3]) : Number(german[3]), month, day);
  return latest(month, day, today);
}

/** The latest one that is not ahead; 29 February may be years away. */
function latest(month: number, day: number, today: number): number | null {
  for (let year = dayOfNumber(today).year; year > dayOfNumber(today).year - 9; year--) {
    const number = real(year, month, day);
    if (number !== null && number <= today) return number;
  }
  return null;
}

function real(year: number, month: number, day: number): number | null {
  const date = { year, month, day };
  return year >= 1970 && year < 3000 && isRealDay(date) ? dayNumber(date) : null;
}
