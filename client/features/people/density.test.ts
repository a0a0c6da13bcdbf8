import { describe, expect, it } from 'vitest';
import { mondayOf, totalOf, weekBars } from './density';

describe('mondayOf', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
    ['2024-02-29', '2024-02-26'],
  ])('of %s is %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});

describe('weekBars', () => {
  it('has a bar for each of 53 weeks, the present one last, and adds up by colour', () => {
    const bars = weekBars(
      [
        { week: '2026-11-23', kind: 'call', count: 2 },
        { week: '2026-11-23', kind: 'visit', count: 1 },
        { week: '2026-11-23', kind: 'note', count: 1 },
        { week: '2026-11-16', kind: 'mail', count: 3 },
        { week: '2020-01-06', kind: 'mail', count: 9 },
      ],
      '2026-11-25',
    );
    expect(bars).toHaveLength(53);
    expect(bars.at(-1)).toEqual({ week: '2026-11-23', phone: 2, mail: 0, other: 2 });
    expect(bars.at(-2)).toMatchObject({ mail: 3 });
    expect(bars[0]?.week).toBe('2025-11-24');
    expect(bars.reduce((sum, bar) => sum + totalOf(bar), 0)).toBe(7);
  });
});
