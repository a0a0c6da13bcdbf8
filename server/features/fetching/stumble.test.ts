import { describe, expect, it } from 'vitest';
import { Stumble } from './stumble.js';

describe('Stumble', () => {
  it('goes one by one where it fell, gives one mail up after three falls, and runs again behind it', () => {
    const stumble = new Stumble();
    expect(stumble.sizeAt(10)).toBe(50);
    stumble.fell([10, 11, 12]);
    expect([10, 11, 12, 13].map((uid) => stumble.sizeAt(uid))).toEqual([1, 1, 1, 50]);
    for (let times = 0; times < 3; times++) {
      expect(stumble.isHopeless(11)).toBe(false);
      stumble.fell([11]);
    }
    expect(stumble.isHopeless(11)).toBe(true);
    expect(stumble.isHopeless(12)).toBe(false);
    stumble.fell([12]);
    expect(stumble.isHopeless(12)).toBe(false);
  });
});
