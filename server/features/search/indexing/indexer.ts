import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { systemActor, type Transaction } from '../../../core/context.js';
import { followEvents } from './follow-events.command.js';
import { sweepTickets } from './sweep.command.js';

/** For each second of work this many of rest: a rush of mail, or a first indexing, leaves the machine to people. */
const REST = 2;
const LONGEST_REST_MS = 2000;

/** Keeps the index up, on the leader: what was committed is found a second or two later. */
export class Indexer {
  readonly #transaction: Transaction;
  readonly #log: Logger;
  #running: Promise<void> | null = null;
  #isStopped = false;
  constructor(deps: { transaction: Transaction; log: Logger }) {
    this.#transaction = deps.transaction;
    this.#log = deps.log;
  }
  /** Works off what has come since, without being waited for. */
  wake(): void {
    if (this.#isStopped) return;
    this.#running ??= this.#work()
      .catch((error: unknown) => this.#log.warn({ err: error }, 'the search index could not follow, will be tried again'))
      .finally(() => {
        this.#running = null;
      });
  }
  /** Resolves when it rests. */
  async idle(): Promise<void> {
    await this.#running;
  }
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }
  async #work(): Promise<void> {
    for (;;) {
      const began = performance.now();
      const hasMore = await this.#step();
      if (!hasMore || this.#isStopped) return;
      await sleep(Math.min(LONGEST_REST_MS, REST * (performance.now() - began)));
    }
  }
  /** What is new comes before what is old. */
  async #step(): Promise<boolean> {
    const actor = systemActor('search');
    return (await this.#transaction(actor, followEvents)) || (await this.#transaction(actor, sweepTickets));
  }
}
