import { EventEmitter } from 'node:events';
import {
  Logger as GraphileLogger,
  makeWorkerUtils,
  type Runner,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
  type WorkerUtils,
} from 'graphile-worker';
import type { Logger } from 'pino';
import type { Transaction } from '../context.js';
import type { JobHandler } from '../feature.js';

export interface JobWorkerDeps {
  url: string;
  log: Logger;
  handlers: ReadonlyMap<string, JobHandler>;
  transaction: Transaction;
  /** Told whenever the set of this process's worker ids changes. */
  onWorkers: (ids: readonly string[]) => void;
  concurrency: number;
}

/** This node's job worker on graphile-worker: claim · network · result, never inside somebody else's transaction. */
export class JobWorker {
  readonly #deps: JobWorkerDeps;
  readonly #tasks: TaskList;
  #runner: Runner | null = null;
  #utils: WorkerUtils | null = null;
  constructor(deps: JobWorkerDeps) {
    this.#deps = deps;
    this.#tasks = Object.fromEntries(
      [...deps.handlers.values()].map((handler) => [
        handler.name,
        (payload: unknown, helpers: { job: { attempts: number } }) =>
          handler.run(payload, { transaction: deps.transaction, attempt: helpers.job.attempts }),
      ]),
    );
  }
  #options() {
    const log = this.#deps.log;
    const logger = new GraphileLogger(() => (level, message, meta) => {
      if (level === 'error') log.error({ meta }, message);
      else if (level === 'warning') log.warn({ meta }, message);
      else log.debug(message);
    });
    return { connectionString: this.#deps.url, taskList: this.#tasks, logger, noHandleSignals: true, useNodeTime: false };
  }
  async start(): Promise<void> {
    const events = new EventEmitter();
    const ids = new Set<string>();
    events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => {
      ids.add(worker.workerId);
      this.#deps.onWorkers([...ids]);
    });
    this.#runner = await run({
      ...this.#options(),
      concurrency: this.#deps.concurrency,
      pollInterval: 1000,
      events: events as WorkerEvents,
    });
  }
  async stop(): Promise<void> {
    await this.#runner?.stop();
    await this.#utils?.release();
    this.#runner = null;
  }
  /** Runs everything that is ready, in this call (tests, scripts). */
  async drain(): Promise<void> {
    await runOnce(this.#options());
  }
  /**
   * Frees what dead processes hold: the queue itself would wait four hours. `liveIds` are all worker ids of living nodes.
   * A job freed this way runs again from its start: handlers find their row inflight and reconcile instead of repeating.
   */
  async freeDead(liveIds: readonly string[], query: (sql: string) => Promise<{ locked_by: string }[]>): Promise<number> {
    const held = await query(
      'SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL UNION SELECT DISTINCT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL',
    );
    const dead = held.map((row) => row.locked_by).filter((id) => !liveIds.includes(id));
    if (dead.length === 0) return 0;
    this.#utils ??= await makeWorkerUtils({ connectionString: this.#deps.url });
    await this.#utils.forceUnlockWorkers(dead);
    return dead.length;
  }
}
