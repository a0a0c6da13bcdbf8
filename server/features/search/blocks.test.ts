import { describe, expect, it } from 'vitest';
import { blockWords, stretches } from './blocks.js';

describe('stretches', () => {
  it.each([
    [0n, 0n],
    [5n, -5n],
    [40_000n, -300_000n],
    [1_234_567n, -987_654n],
    [4096n * 8n * 8n, 1n],
  ])('from %s to %s name each place exactly once, the newest first', (newest, oldest) => {
    const all = stretches(newest, oldest);
    const stepOf = (place: bigint) => all.flatMap(({ words }, at) => (words.some((word) => blockWords(place).includes(word)) ? [at] : []));
    let last = 0;
    for (let place = newest; place >= oldest; place -= 511n) {
      const steps = stepOf(place);
      expect(steps).toHaveLength(1);
      expect(steps[0]).toBeGreaterThanOrEqual(last);
      last = steps[0] ?? 0;
    }
    expect(stepOf(oldest)).toEqual([all.length - 1]);
  });
  it('are few', () => {
    expect(stretches(3_000_000n, -1_000_000n).length).toBeLessThan(40);
  });
});
