import type { EntityManager } from 'typeorm';

/** Where time comes from. Everything that waits or stamps asks here, so that tests can run a day in seconds. */
export interface Clock {
  /** Best estimate of the database's time without a round trip. */
  now(): Date;
  /** The database's time inside a transaction: what `ctx.now` is. */
  dbNow(db: EntityManager): Promise<Date>;
  /** True when time only moves by `advance`; loops then do not poll. */
  readonly isManual: boolean;
}

/** The database's clock; the process keeps the measured offset so that `now()` costs nothing. */
export class DatabaseClock implements Clock {
  readonly isManual = false;
  #offsetMs = 0;
  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }
  async dbNow(db: EntityManager): Promise<Date> {
    const before = Date.now();
    const rows: { now: Date }[] = await db.query('SELECT clock_timestamp() AS now');
    const now = rows[0]?.now ?? new Date();
    this.#offsetMs = now.getTime() - (before + Date.now()) / 2;
    return now;
  }
}

/** A clock that stands still until told to move (tests, random days). */
export class ManualClock implements Clock {
  readonly isManual = true;
  #ms: number;
  constructor(start: Date | string = '2026-11-23T08:00:00Z') {
    this.#ms = new Date(start).getTime();
  }
  now(): Date {
    return new Date(this.#ms);
  }
  dbNow(): Promise<Date> {
    return Promise.resolve(this.now());
  }
  /** Moves time forward by `ms`. Use the test app's `advance`, which also fires what became due. */
  move(ms: number): void {
    this.#ms += ms;
  }
  /** Moves time to an instant not before the present one. */
  moveTo(at: Date): void {
    this.#ms = Math.max(this.#ms, at.getTime());
  }
}
