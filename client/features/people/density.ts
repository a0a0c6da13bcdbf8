import type { DensityWeek } from '../../../shared/models/history';

/** Contacts of one week by the three colours of the strip. */
export interface WeekBar {
  /** Its Monday, `2026-11-16`. */
  week: string;
  phone: number;
  mail: number;
  other: number;
}

const DAY_MS = 86_400_000;

/** The Monday of a local date (`YYYY-MM-DD`), as such a date. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}

/** The 53 weeks up to `today` (local date), empty ones too, oldest first. */
export function weekBars(weeks: readonly DensityWeek[], today: string): WeekBar[] {
  const last = new Date(`${mondayOf(today)}T00:00:00Z`).getTime();
  const bars = Array.from({ length: 53 }, (_, index) => {
    const week = new Date(last - (52 - index) * 7 * DAY_MS).toISOString().slice(0, 10);
    return { week, phone: 0, mail: 0, other: 0 };
  });
  const byWeek = new Map(bars.map((bar) => [bar.week, bar]));
  for (const { week, kind, count } of weeks) {
    const bar = byWeek.get(week);
    if (bar) bar[kind === 'call' ? 'phone' : kind === 'mail' ? 'mail' : 'other'] += count;
  }
  return bars;
}

/** All contacts of a week. */
export function totalOf(bar: WeekBar): number {
  return bar.phone + bar.mail + bar.other;
}
