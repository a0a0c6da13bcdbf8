import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_OUTCOMES } from './call-outcome.js';
import { abandonRate, averageSpeedOfAnswer, DEFAULT_SERVICE_LEVEL_TARGET, NO_CALLS, serviceLevel, sumCalls } from './service-level.js';

const target = DEFAULT_SERVICE_LEVEL_TARGET;

describe('serviceLevel', () => {
  it('counts answered and abandoned in time, and leaves short abandons out of both sides', () => {
    const sums = sumCalls(
      [
        { outcome: 'answered', waitSeconds: 20 },
        { outcome: 'answered', waitSeconds: 21 },
        { outcome: 'abandoned', waitSeconds: 8 },
        { outcome: 'abandoned', waitSeconds: 90 },
        { outcome: 'short-abandoned', waitSeconds: 2 },
        { outcome: 'flow-out', waitSeconds: 1 },
      ],
      target,
    );
    expect(serviceLevel(sums)).toBe(50);
    expect(averageSpeedOfAnswer(sums)).toBe(20.5);
    expect(abandonRate(sums)).toBe(40);
  });

  it('says null, not zero or a hundred, when there was no call', () => {
    expect([serviceLevel(NO_CALLS), averageSpeedOfAnswer(NO_CALLS), abandonRate(NO_CALLS)]).toEqual([null, null, null]);
  });

  it('stays between 0 and 100 and ignores short abandons', () => {
    const call = fc.record({ outcome: fc.constantFrom(...CALL_OUTCOMES), waitSeconds: fc.nat(600) });
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const level = serviceLevel(sumCalls(calls, target));
        expect(level ?? 50).toBeGreaterThanOrEqual(0);
        expect(level ?? 50).toBeLessThanOrEqual(100);
        expect(serviceLevel(sumCalls([...calls, { outcome: 'short-abandoned', waitSeconds: 1 }], target))).toBe(level);
      }),
    );
  });
});
