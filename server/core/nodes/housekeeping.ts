import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { tendPartitions } from '../events/partitions.js';
import { IDEMPOTENCY_HOURS } from '../http/idempotency.js';
import type { JobWorker } from '../jobs/worker.js';
import type { NodeSession } from './node-session.js';

export interface HousekeepingDeps {
  dataSource: DataSource;
  node: NodeSession;
  jobs: JobWorker;
  clock: Clock;
  log: Logger;
  everySecond: readonly (() => Promise<void>)[];
}

/** What the leader does besides: frees what dead nodes held (every 5 s), figures (every second), old rows and partitions (hourly). */
export class Housekeeping {
  readonly #deps: HousekeepingDeps;
  #timer: NodeJS.Timeout | null = null;
  #ticks = 0;
  #suspects = new Set<string>();
  #busy = false;
  constructor(deps: HousekeepingDeps) {
    this.#deps = deps;
  }
  start(): void {
    this.#timer = setInterval(() => void this.#tick(), 1000);
  }
  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }
  /** At boot of a lone server every lock in the queue is a dead one; free them before working. */
  async freeAll(): Promise<void> {
    await this.#deps.jobs.freeDead([], (sql) => this.#deps.dataSource.query(sql));
  }
  async #tick(): Promise<void> {
    if (!this.#deps.node.isLeader || this.#busy) return;
    this.#busy = true;
    try {
      for (const run of this.#deps.everySecond) await run();
      if (this.#ticks % 5 === 0) await this.#freeDead();
      if (this.#ticks % 3600 === 0) await this.#tidy();
      this.#ticks++;
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'housekeeping failed, will be tried again');
    } finally {
      this.#busy = false;
    }
  }
  async #freeDead(): Promise<void> {
    const { liveWorkerIds, deadNodeIds } = await this.#deps.node.buryDead();
    if (deadNodeIds.length > 0) this.#deps.log.warn({ deadNodeIds }, 'buried dead nodes');
    const held: { locked_by: string }[] = await this.#deps.dataSource.query(
      'SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
    );
    const unknown = new Set(held.map((row) => row.locked_by).filter((id) => !liveWorkerIds.includes(id)));
    // A worker that has just been made may hold a job before its id is written down: only twice in a row is dead.
    const dead = [...unknown].filter((id) => this.#suspects.has(id));
    this.#suspects = unknown;
    if (dead.length > 0)
      await this.#deps.jobs.freeDead([...liveWorkerIds, ...[...unknown].filter((id) => !dead.includes(id))], (sql) =>
        this.#deps.dataSource.query(sql),
      );
  }
  async #tidy(): Promise<void> {
    const now = this.#deps.clock.now();
    await tendPartitions(this.#deps.dataSource, now);
    await this.#deps.dataSource.query('DELETE FROM idempotency_keys WHERE created_at < $1', [
      new Date(now.getTime() - IDEMPOTENCY_HOURS * 3_600_000),
    ]);
    await this.#deps.dataSource.query('DELETE FROM sessions WHERE expires_at < $1', [new Date(now.getTime() - 7 * 86_400_000)]);
  }
}
