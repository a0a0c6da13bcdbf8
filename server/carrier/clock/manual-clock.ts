import type { Clock, Timer } from './clock.js';

interface Pending {
  due: number;
  order: number;
  fire: () => void;
}

/** Time that moves only when told. Timers due at the same millisecond fire in the order they were set. */
export class ManualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #pending = new Set<Pending>();

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, fire: () => void): Timer {
    this.#order += 1;
    const entry = { due: this.#now + Math.max(0, Math.ceil(ms)), order: this.#order, fire };
    this.#pending.add(entry);
    return { cancel: () => void this.#pending.delete(entry) };
  }

  /**
   * Moves on by `ms`, firing every timer on the way at its own time. `settle` is awaited before the first and after each
   * one, so whatever a timer started (a webhook, its answer, what the answer asks for) has happened before the next fires.
   */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const target = this.#now + ms;
    await settle();
    for (let next = this.#next(target); next; next = this.#next(target)) {
      this.#pending.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.fire();
      await settle();
    }
    this.#now = Math.max(this.#now, target);
  }

  /** When the next timer is due, in milliseconds since the epoch; undefined when none is set. */
  nextDue(): number | undefined {
    return this.#next(Number.POSITIVE_INFINITY)?.due;
  }

  #next(until: number): Pending | undefined {
    let best: Pending | undefined;
    for (const entry of this.#pending) {
      if (entry.due > until) continue;
      if (!best || entry.due < best.due || (entry.due === best.due && entry.order < best.order)) best = entry;
    }
    return best;
  }
}
