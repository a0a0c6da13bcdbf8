import { describe, expect, it } from 'vitest';
import { backOff } from './mailbox-reader.js';

describe('backOff', () => {
  it('waits longer with each failure, never longer than the last step, and shortened by half at most', () => {
    const steps = [1000, 5000, 60_000];
    expect([1, 2, 3, 9].map((failures) => backOff(steps, failures, () => 0))).toEqual([1000, 5000, 60_000, 60_000]);
    expect(backOff(steps, 2, () => 1)).toBe(2500);
  });
});
