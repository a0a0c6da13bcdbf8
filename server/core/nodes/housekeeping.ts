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
  everyHour: readonly (() => Promise<void>)[];
}

const DAY_MS = 86_400_000;
/** Failed jobs stay this long, to be looked into. */
const FAILED_JOB_DAYS = 14;
/** Sessions stay this long after their end: whether an address is known decides about guessed passwords. */
const ENDED_SESSION_DAYS = 7;

/** What the leader does besides: frees what dead nodes held (every 2 s), figures (every second), old rows and partitions (hourly). */
export class Housekeeping {
  readonly #deps: HousekeepingDeps;
  #timer: NodeJS.Timeout | null = null;
  #ticks = 0;
  #suspects = new Set<string>();
  #busy: Promise<void> | null = null;
  constructor(deps: HousekeepingDeps) {
    this.#deps = deps;
  }
  start(): void {
    this.#timer = setInterval(() => {
      this.#busy ??= this.#tick().finally(() => {
        this.#busy = null;
      });
    }, 1000);
  }
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#busy;
  }
  /** At boot of a lone server every lock in the queue is a dead one; free them before working. */
  async freeAll(): Promise<void> {
    await this.#deps.jobs.free(await this.#deps.jobs.holders());
  }
  /** Deletes what was kept long enough: the periods stand in the registry of personal data. One table that fails does not keep the others. */
  async tidy(): Promise<void> {
    const { dataSource, clock, everyHour } = this.#deps;
    const now = clock.now();
    const before = (sql: string, ms: number) => this.#safely(() => dataSource.query(sql, [new Date(now.getTime() - ms)]));
    await this.#safely(() => tendPartitions(dataSource, now));
    await before('DELETE FROM idempotency_keys WHERE created_at < $1', IDEMPOTENCY_HOURS * 3_600_000);
    await before('DELETE FROM sessions WHERE expires_at < $1', ENDED_SESSION_DAYS * DAY_MS);
    await before(
      'DELETE FROM graphile_worker._private_jobs WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < $1',
      FAILED_JOB_DAYS * DAY_MS,
    );
    for (const run of everyHour) await this.#safely(run);
  }
  async #tick(): Promise<void> {
    if (!this.#deps.node.isLeader) return;
    for (const run of this.#deps.everySecond) await this.#safely(run);
    if (this.#ticks % 2 === 0) await this.#safely(() => this.#freeDead());
    if (this.#ticks % 3600 === 0) await this.tidy();
    this.#ticks++;
  }
  /** One step that fails must not keep the others from their turn. */
  async #safely(run: () => Promise<void>): Promise<void> {
    await run().catch((error: unknown) => this.#deps.log.warn({ err: error }, 'housekeeping failed, will be tried again'));
  }
  async #freeDead(): Promise<void> {
    const { node, jobs, log } = this.#deps;
    const burial = await node.buryDead();
    if (!burial) return;
    if (burial.deadNodeIds.length > 0) log.warn({ deadNodeIds: burial.deadNodeIds }, 'buried dead nodes');
    await jobs.free(burial.deadWorkerIds);
    const unknown = new Set((await jobs.holders()).filter((id) => !burial.liveWorkerIds.includes(id)));
    // A worker that has just been made may hold a job before its id is written down: only twice in a row is dead.
    const dead = [...unknown].filter((id) => this.#suspects.has(id));
    this.#suspects = unknown;
    await jobs.free(dead);
  }
}
