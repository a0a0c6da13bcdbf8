import { describe, expect, it } from 'vitest';
import { parseDuration, parseRate, parseRing } from '../../scripts/support/ring-options.js';

describe('parseRing', () => {
  it('understands everything the help shows', () => {
    const args = '--from +491713920001 --to=+493023125000 --count 20 --rate 2/s --patience 90s --talk 1.5m'.split(' ');
    expect(parseRing(args)).toEqual({
      from: '+491713920001',
      to: '+493023125000',
      count: 20,
      perSecond: 2,
      patienceSeconds: 90,
      talkSeconds: 90,
    });
  });
  it('lets one caller talk until the agent hangs up, and many for a minute', () => {
    expect(parseRing([])).toEqual({ from: null, to: null, count: 1, perSecond: 1, patienceSeconds: 120, talkSeconds: null });
    expect(parseRing(['--count', '2']).talkSeconds).toBe(60);
  });
  it.each([['--count', '0'], ['--count', 'x'], ['--speed', '3'], ['--from'], ['--rate', 'fast'], ['--patience', '-1s']])(
    'says what is wrong with %s %s',
    (...args) => {
      expect(() => parseRing(args)).toThrow(/[.]$/);
    },
  );
  it('counts in the units people write', () => {
    expect([parseDuration('500ms'), parseDuration('2m'), parseDuration('90')]).toEqual([0.5, 120, 90]);
    expect([parseRate('30/min'), parseRate('0.5/s'), parseRate('3')]).toEqual([0.5, 0.5, 3]);
  });
});
