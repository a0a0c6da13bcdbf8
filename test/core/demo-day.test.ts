import { describe, expect, it } from 'vitest';
import { arrivalsPerHour, callersOfDay, DAY_MS } from '../../scripts/support/demo/day.js';
import { Random } from '../../server/carrier/random.js';

const HOUR = 3_600_000;

describe('the demo’s day', () => {
  const callers = [...callersOfDay(new Random('demo'), 6)];

  it('has about as many calls as its curve says, in order, within opening hours', () => {
    const wanted = Array.from({ length: 10 }, (_, hour) => arrivalsPerHour(hour * HOUR)).reduce((sum, calls) => sum + calls);
    expect(Math.abs(callers.length - wanted)).toBeLessThan(wanted * 0.2);
    expect(callers.map((caller) => caller.afterMs)).toEqual(callers.map((caller) => caller.afterMs).sort((a, b) => a - b));
    expect(callers.every((caller) => caller.afterMs < DAY_MS)).toBe(true);
  });

  it('is busier at ten than at noon', () => {
    const during = (hour: number) => callers.filter(({ afterMs }) => Math.floor(afterMs / HOUR) === hour).length;
    expect(during(2)).toBeGreaterThan(during(5));
  });

  it('is the same for the same seed', () => expect([...callersOfDay(new Random('demo'), 6)]).toEqual(callers));

  it('has known, unknown and withheld callers', () => {
    const from = new Set(callers.map((caller) => caller.from));
    expect(from).toContain('anonymous');
    expect(from).toContain('+493023125018');
    expect([...from].filter((number) => number.startsWith('+4917139200')).length).toBeGreaterThan(10);
  });
});
