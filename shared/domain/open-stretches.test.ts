import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BusinessHours, isOpen } from './business-hours.js';
import { type OpenStretch, stretchesFrom } from './open-stretches.js';

const MINUTE = 60_000;
const OFFICE: BusinessHours = {
  zone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5, 6, 7].map((day) =>
    day > 5
      ? []
      : [
          { from: 540, to: 720 },
          { from: 780, to: 1020 },
        ],
  ),
  exceptions: { '2026-12-24': [{ from: 540, to: 720 }], '2026-12-25': [] },
};
function until(hours: BusinessHours, from: number, to: number): OpenStretch[] {
  const found: OpenStretch[] = [];
  for (const stretch of stretchesFrom(hours, from)) {
    if (stretch.from >= to) break;
    found.push(stretch);
  }
  return found;
}
const openMinutes = (hours: BusinessHours, from: number, to: number) =>
  until(hours, from, to)
    .filter((one) => one.isOpen)
    .reduce((sum, one) => sum + (Math.min(one.to, to) - one.from) / MINUTE, 0);
const at = (text: string) => new Date(text).getTime();

describe('open stretches', () => {
  it('know lunch, a shortened day and a holiday', () => {
    expect(openMinutes(OFFICE, at('2026-11-23T00:00+01:00'), at('2026-11-24T00:00+01:00'))).toBe(7 * 60);
    expect(openMinutes(OFFICE, at('2026-12-24T00:00+01:00'), at('2026-12-25T00:00+01:00'))).toBe(3 * 60);
    expect(openMinutes(OFFICE, at('2026-12-25T00:00+01:00'), at('2026-12-28T00:00+01:00'))).toBe(0);
  });

  it('count a doubled hour twice and a missing one not at all', () => {
    const night: BusinessHours = { ...OFFICE, week: Array.from({ length: 7 }, () => [{ from: 60, to: 240 }]), exceptions: {} };
    expect(openMinutes(night, at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00'))).toBe(240);
    expect(openMinutes(night, at('2027-03-28T00:00+01:00'), at('2027-03-29T00:00+02:00'))).toBe(120);
  });

  const slot = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 })).map(([from, length]) => ({
    from: from * 15,
    to: Math.min(1440, (from + length) * 15),
  }));
  const hours = fc.record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Havana', 'Africa/Cairo'),
    week: fc.array(fc.array(slot, { maxLength: 1 }), { minLength: 7, maxLength: 7 }),
    exceptions: fc.constant({ '2026-10-25': [{ from: 0, to: 1440 }], '2026-11-01': [{ from: 30, to: 150 }] }),
  });
  // Two days around changes of clocks in all these zones, and some others.
  const start = fc
    .constantFrom('2026-10-24', '2026-10-31', '2026-03-28', '2026-03-07', '2026-04-04', '2026-04-23', '2026-10-29', '2026-06-10')
    .chain((day) => fc.integer({ min: 0, max: 1439 }).map((minute) => at(`${day}T00:00Z`) + minute * MINUTE));

  it('say of every minute what the slow rule says, without gap or overlap', () => {
    fc.assert(
      fc.property(hours, start, (given, from) => {
        const found = until(given, from, from + 2 * 1440 * MINUTE);
        let before = from;
        for (const one of found) {
          expect(one.from).toBe(before);
          expect(one.to).toBeGreaterThan(one.from);
          before = one.to;
          for (const instant of [one.from, Math.floor((one.from + one.to) / 2), one.to - 1])
            expect({ instant, isOpen: one.isOpen }).toEqual({ instant, isOpen: isOpen(given, instant) });
        }
        let slow = 0;
        for (let minute = from; minute < from + 2 * 1440 * MINUTE; minute += MINUTE) slow += isOpen(given, minute) ? 1 : 0;
        expect(openMinutes(given, from, from + 2 * 1440 * MINUTE)).toBe(slow);
      }),
      { numRuns: 25 },
    );
  });
});
