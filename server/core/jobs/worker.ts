import { EventEmitter } from 'node:events';
import { Logger as GraphileLogger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Transaction } from '../context.js';
import type { JobHandler } from '../feature.js';

export interface JobWorkerDeps {
  url: string;
  dataSource: DataSource;
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
  #pool: pg.Pool | null = null;
  #isStopped = false;
  #restart: NodeJS.Timeout | null = null;
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
      // Its meta data hold whole connections and payloads: the reason is enough, and a database away is a warning, told by its message.
      const reason = meta && 'error' in meta && meta['error'] instanceof Error ? meta['error'].message : undefined;
      if (level === 'error' || level === 'warning') log[level === 'error' ? 'error' : 'warn']({ reason }, message);
      else log.debug(message);
    });
    return { taskList: this.#tasks, logger, noHandleSignals: true, useNodeTime: false };
  }
  /**
   * Connections of our own. Those the queue makes itself it does not wait for at the end and stops listening to: a database that is shut down in
   * that moment would throw from nowhere and end the process.
   */
  #connections(): pg.Pool {
    const pool = new pg.Pool({ connectionString: this.#deps.url, application_name: 'ringback-jobs' });
    const note = (error: Error) => this.#deps.log.warn({ reason: error.message }, 'job connection lost');
    pool.on('error', note);
    pool.on('connect', (client) => client.on('error', note));
    return pool;
  }
  async #hangUp(): Promise<void> {
    const pool = this.#pool;
    this.#pool = null;
    await pool?.end().catch(() => undefined);
  }
  async start(): Promise<void> {
    await this.#run();
  }
  async #run(): Promise<void> {
    const events = new EventEmitter();
    const ids = new Set<string>();
    // Jobs and queues are locked in the name of the pool, not of the single worker.
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      ids.add(workerPool.id);
      this.#deps.onWorkers([...ids]);
    });
    const pgPool = this.#connections();
    this.#pool = pgPool;
    const runner = await run({
      ...this.#options(),
      pgPool,
      concurrency: this.#deps.concurrency,
      pollInterval: 1000,
      events: events as WorkerEvents,
    });
    this.#runner = runner;
    runner.promise.then(
      () => this.#ended(null),
      (error: unknown) => this.#ended(error),
    );
  }
  /** The queue gives up when the database is away for long; we do not. */
  #ended(error: unknown): void {
    if (this.#isStopped) return;
    this.#runner = null;
    void this.#hangUp();
    this.#deps.log.warn({ err: error }, 'job worker ended, starting another');
    this.#restart = setTimeout(() => void this.#run().catch((failure: unknown) => this.#ended(failure)), 1000);
  }
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#restart) clearTimeout(this.#restart);
    await this.#runner?.stop().catch(() => undefined);
    this.#runner = null;
    await this.#hangUp();
  }
  /** Ids of the workers that hold jobs or queues at this moment. */
  async holders(): Promise<string[]> {
    const rows: { locked_by: string }[] = await this.#deps.dataSource.query(
      'SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL',
    );
    return rows.map((row) => row.locked_by);
  }
  /**
   * Frees what dead workers hold: the queue itself would wait four hours. A job freed this way runs again from its start, and the attempt that
   * died with its process does not count: handlers find their row inflight and reconcile instead of repeating.
   */
  async free(deadIds: readonly string[]): Promise<void> {
    if (deadIds.length === 0) return;
    await this.#deps.dataSource.query(
      `WITH jobs AS (UPDATE graphile_worker._private_jobs SET attempts = greatest(0, attempts - 1), locked_at = NULL, locked_by = NULL WHERE locked_by = ANY($1))
       UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL WHERE locked_by = ANY($1)`,
      [[...deadIds]],
    );
    this.#deps.log.info({ workers: deadIds }, 'freed the jobs of dead workers');
  }
}
