import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallTimes, callOutcome, countOutcomes, unaccountedCalls } from './call-outcome.js';

const times = (some: Partial<CallTimes>): CallTimes => ({ queuedAt: 1000, answeredAt: null, divertedAt: null, leftAt: null, ...some });
const maybeTime = fc.option(fc.integer({ min: 1000, max: 600_000 }), { nil: null });

describe('callOutcome', () => {
  it('parts short abandons from abandons at five seconds', () => {
    expect(callOutcome(times({ leftAt: 5999 }))).toBe('short-abandoned');
    expect(callOutcome(times({ leftAt: 6000 }))).toBe('abandoned');
  });

  it('counts a caller who lost the agent as answered', () => {
    expect(callOutcome(times({ answeredAt: 9000, leftAt: 90_000 }))).toBe('answered');
  });

  it('says null while the caller waits', () => {
    expect(callOutcome(times({}))).toBeNull();
    expect(callOutcome(times({ divertedAt: 2000 }))).toBe('flow-out');
  });
});

describe('unaccountedCalls', () => {
  it('is zero for whatever happened to the calls', () => {
    const call = fc.record({ queuedAt: fc.constant(1000), answeredAt: maybeTime, divertedAt: maybeTime, leftAt: maybeTime });
    fc.assert(fc.property(fc.array(call), (calls) => unaccountedCalls(countOutcomes(calls.map((one) => callOutcome(one)))) === 0));
  });

  it('shows a call that was counted nowhere', () => {
    expect(unaccountedCalls({ offered: 3, answered: 1, abandoned: 1, shortAbandoned: 0, flowOut: 0, waiting: 0 })).toBe(1);
  });
});
