import { describe, expect, it } from 'vitest';
import { parseDemo } from '../../scripts/support/demo/options.js';

describe('npm run demo', () => {
  it('has sensible defaults', () => expect(parseDemo([])).toEqual({ speed: 10, colleagues: 6, seed: 'demo', once: false }));
  it('reads every option, with space or equals sign', () =>
    expect(parseDemo(['--speed=60', '--agents', '3', '--seed', 'x', '--once'])).toEqual({
      speed: 60,
      colleagues: 3,
      seed: 'x',
      once: true,
    }));
  it.each([[['--speed', '0']], [['--agents', 'many']], [['--speed']], [['--fast']]])('says what is wrong with %j', (args) =>
    expect(() => parseDemo(args)).toThrow(/needs a number|not understood/),
  );
});
