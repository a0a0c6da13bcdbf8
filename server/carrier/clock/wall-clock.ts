import type { Clock, Timer } from './clock.js';

/** Longest delay Node's own timers take; longer ones are chained. */
const LONGEST = 2 ** 31 - 1;

/**
 * Real time, or real time run `speed` times as fast from the moment of creation.
 * Timers do not keep the process alive: the servers do.
 */
export class WallClock implements Clock {
  readonly #born = Date.now();

  constructor(readonly speed = 1) {}

  now(): number {
    return Math.round(this.#born + (Date.now() - this.#born) * this.speed);
  }

  after(ms: number, fire: () => void): Timer {
    let left = Math.max(0, ms / this.speed);
    let handle: NodeJS.Timeout | undefined;
    const arm = () => {
      const step = Math.min(left, LONGEST);
      left -= step;
      handle = setTimeout(left > 0 ? arm : fire, step);
      handle.unref();
    };
    arm();
    return { cancel: () => clearTimeout(handle) };
  }
}
