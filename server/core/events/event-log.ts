import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { type NodeSession, STAMP_CHANNEL } from '../nodes/node-session.js';
import { stampAll } from './stamper.js';
import { Tail, type TailRow } from './tail.js';

export interface EventLogDeps {
  dataSource: DataSource;
  node: NodeSession;
  log: Logger;
  isCluster: boolean;
  deliver: (rows: readonly TailRow[]) => void;
}

/** What nobody waits for is gathered this long, so that a busy minute's many small transactions are stamped and sent together. */
const GATHER_MS = 40;

/** Stamper and tail of this node in one loop: woken after each commit, by the other nodes' notices, and every second. */
export class EventLog {
  readonly tail: Tail;
  readonly #deps: EventLogDeps;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #stopped = false;
  constructor(deps: EventLogDeps) {
    this.#deps = deps;
    this.tail = new Tail(deps.dataSource, deps.deliver);
  }
  async start(): Promise<void> {
    await this.tail.start();
    this.#timer = setInterval(() => this.wake(), 1000);
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    if (this.#gathering) clearTimeout(this.#gathering);
    await this.#running?.catch(() => undefined);
  }
  /** Something was committed that nobody waits for: it is delivered with the next that somebody does, or a moment later. */
  wakeSoon(): void {
    this.#gathering ??= setTimeout(() => this.wake(), GATHER_MS);
  }
  /** Stamps and delivers what was committed; calls during a run cause one more. */
  wake(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#again = true;
    if (this.#running || this.#stopped) return;
    this.#running = this.#loop();
  }
  /** Resolves when the pass that is under way, if any, is over. */
  async idle(): Promise<void> {
    await this.#running;
  }
  /** Resolves when everything committed until now was delivered on this node. */
  async settle(): Promise<void> {
    this.wake();
    await this.#running;
  }
  async #loop(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const stamped = await this.#deps.node.asLeader((client) => stampAll(client, this.#deps.isCluster));
        if (stamped === null && this.#deps.isCluster) await this.#deps.dataSource.query(`NOTIFY ${STAMP_CHANNEL}`);
        await (stamped === null ? this.tail.pull() : this.tail.take(stamped));
      } catch (error) {
        // The database is away; the next second tries again, and nothing committed is lost meanwhile.
        this.#deps.log.warn({ err: error }, 'events could not be stamped or read');
      }
    }
    // In the same turn as the last look at the flag: a wake between the two would be lost for a second.
    this.#running = null;
  }
}
