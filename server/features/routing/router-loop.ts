import type { Logger } from 'pino';
import { systemActor, type Transaction } from '../../core/context.js';
import { isAnyoneWaiting } from './find-match.query.js';
import { matchNext } from './match-calls.command.js';

/** Matches after every commit that may have changed who waits or who is free: one pass at a time, one offer to a transaction. */
export class RouterLoop {
  readonly #transaction: Transaction;
  readonly #log: Logger;
  #running: Promise<void> | null = null;
  #again = false;
  /** Somebody is known to wait; else that is asked before a transaction is opened. */
  #hasCaller = false;
  #stopped = false;
  constructor(deps: { transaction: Transaction; log: Logger }) {
    this.#transaction = deps.transaction;
    this.#log = deps.log;
  }

  /** Starts a pass, or one more when a pass is under way. `hasCaller`: it is a caller who came, not an agent. Never throws. */
  kick(hasCaller = false): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#hasCaller ||= hasCaller;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#again) this.kick();
    });
  }

  /** Resolves when nobody can be matched any more. */
  async settle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settle();
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const hasCaller = this.#hasCaller;
      this.#hasCaller = false;
      try {
        if (!hasCaller && !(await this.#transaction(systemActor('router'), isAnyoneWaiting, { readOnly: true }))) continue;
        while (await this.#transaction(systemActor('router'), matchNext)) if (this.#stopped) return;
      } catch (error) {
        // The next kick, the deadline or the leader's look once a second tries again.
        this.#log.error({ err: error }, 'matching failed');
      }
    }
  }
}
