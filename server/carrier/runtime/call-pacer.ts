import type { Clock } from '../clock/clock.js';

/**
 * The account's calls-per-second queue: legs made by REST start one after the other, in order. Source: Twilio, "Call queueing and
 * calls per second".
 */
export class CallPacer {
  #freeAt = 0;

  constructor(
    readonly clock: Clock,
    public perSecond: number,
  ) {}

  /** Starts `fire` when its turn has come and returns how many milliseconds that will take. */
  schedule(fire: () => void): number {
    const now = this.clock.now();
    const slot = Math.max(now, this.#freeAt);
    this.#freeAt = slot + 1000 / this.perSecond;
    this.clock.after(slot - now, fire);
    return Math.round(slot - now);
  }
}
