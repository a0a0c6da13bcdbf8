import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber, isoWeekOf, isRealDay, mondayOfWeek, weekdayOf, weeksOfYear } from './calendar-day.js';
import { instantAt, instantsAt, isTimeZone, wallTimeAt } from './zoned-time.js';

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');

describe('zoned time', () => {
  it('gives back the instant it was read from', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2040, 0) }), zones, (at, zone) => {
        const minute = at - (((at % 60_000) + 60_000) % 60_000);
        const wall = wallTimeAt(minute, zone);
        expect(instantsAt(wall, wall.hour, wall.minute, zone)).toContain(minute);
      }),
    );
  });

  it('moves a missing time behind the gap and takes the first of a doubled one', () => {
    expect(instantAt({ year: 2026, month: 3, day: 29 }, 2, 30, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T01:30:00Z'));
    expect(instantsAt({ year: 2026, month: 10, day: 25 }, 2, 30, 'Europe/Berlin')).toEqual([
      Date.parse('2026-10-25T00:30:00Z'),
      Date.parse('2026-10-25T01:30:00Z'),
    ]);
    expect(instantAt({ year: 2026, month: 11, day: 22 }, 24, 0, 'Europe/Berlin')).toBe(Date.parse('2026-11-22T23:00:00Z'));
  });

  it('knows zones', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});

describe('calendar days', () => {
  it('count weeks by ISO 8601', () => {
    expect(isoWeekOf(dayNumber({ year: 2027, month: 1, day: 3 }))).toEqual({ year: 2026, week: 53 });
    expect(dayOfNumber(mondayOfWeek(2026, 49))).toEqual({ year: 2026, month: 11, day: 30 });
    expect([weeksOfYear(2026), weeksOfYear(2027)]).toEqual([53, 52]);
    expect(weekdayOf(dayNumber({ year: 2026, month: 11, day: 22 }))).toBe(7);
    expect(isRealDay({ year: 2027, month: 2, day: 29 })).toBe(false);
  });

  it('agree on the Monday of every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (number) => {
        const { year, week } = isoWeekOf(number);
        expect(mondayOfWeek(year, week)).toBe(number - weekdayOf(number) + 1);
        expect(dayNumber(dayOfNumber(number))).toBe(number);
      }),
    );
  });
});
