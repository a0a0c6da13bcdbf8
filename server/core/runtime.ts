import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type * as z from 'zod/mini';
import { type EventType, events as schemas } from '../../shared/events/index.js';
import type { Clock } from './clock.js';
import type { Transaction } from './context.js';
import { makeTransaction } from './db/transaction.js';
import { DeadlineRunner } from './deadlines/runner.js';
import { EventLog } from './events/event-log.js';
import type { TailRow } from './events/tail.js';
import type { Audiences, DeadlineHandler, Feature, JobHandler, Reaction } from './feature.js';
import { JobWorker } from './jobs/worker.js';
import { Housekeeping } from './nodes/housekeeping.js';
import { NodeSession } from './nodes/node-session.js';
import { checkShape } from './shape.js';

export interface RuntimeOptions {
  url: string;
  dataSource: DataSource;
  clock: Clock;
  log: Logger;
  audiences: Audiences<EventType>;
  isCluster: boolean;
  jobsAtOnce: number;
  /** In tests: every event must fit its schema exactly. */
  checksOutput: boolean;
  onLost: (reason: string) => void;
}

/** Whether a job is ready or running, and whether something committed was not yet stamped, or stamped beyond the cursor $1. */
const LEFT_TO_DO = `SELECT
  EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE (locked_at IS NOT NULL OR attempts < max_attempts) AND run_at <= clock_timestamp()) AS jobs,
  EXISTS (SELECT 1 FROM events WHERE seq IS NULL) OR (SELECT seq > $1 FROM event_head WHERE id = 1) AS events`;

/** The moving parts below the features: transactions, event log, deadlines, jobs, node session, housekeeping. */
export class Runtime {
  readonly node: NodeSession;
  readonly events: EventLog;
  readonly transaction: Transaction;
  readonly #options: RuntimeOptions;
  readonly #reactions = new Map<EventType, Reaction[]>();
  readonly #jobHandlers = new Map<string, JobHandler>();
  readonly #deadlineHandlers = new Map<string, DeadlineHandler>();
  readonly #features: Feature[] = [];
  readonly deadlines: DeadlineRunner;
  #jobs: JobWorker | null = null;
  #housekeeping: Housekeeping | null = null;
  #deliver: (rows: readonly TailRow[]) => void = () => undefined;
  constructor(options: RuntimeOptions) {
    this.#options = options;
    const { url, dataSource, clock, log, audiences } = options;
    this.node = new NodeSession({ url, log, isCluster: options.isCluster, onNotify: () => this.events.wake(), onLost: options.onLost });
    this.events = new EventLog({ dataSource, node: this.node, log, isCluster: options.isCluster, deliver: (rows) => this.#deliver(rows) });
    this.transaction = makeTransaction({
      dataSource,
      clock,
      audiences,
      reactions: this.#reactions,
      onCommitted: (facts) => {
        if (facts.events === 'awaited') this.events.wake();
        else if (facts.events === 'some') this.events.wakeSoon();
        if (facts.earliestDeadline) this.deadlines.wake(facts.earliestDeadline);
      },
      ...(options.checksOutput
        ? { checkEvent: (type: EventType, payload: unknown) => checkShape(schemas[type] as z.ZodMiniType, payload, `event ${type}`) }
        : {}),
      onAfterCommitError: (error) => log.error({ err: error }, 'after-commit step failed'),
    });
    this.deadlines = new DeadlineRunner({
      dataSource,
      clock,
      log,
      transaction: this.transaction,
      handlers: this.#deadlineHandlers,
      isLeader: () => this.node.isLeader,
    });
  }
  /** Takes in what the features do by reaction, job and deadline. Call once, before `start`. */
  register(features: readonly Feature[], deliver: (rows: readonly TailRow[]) => void): void {
    this.#deliver = deliver;
    this.#features.push(...features);
    for (const feature of features) {
      for (const reaction of feature.reactions ?? [])
        this.#reactions.set(reaction.type, [...(this.#reactions.get(reaction.type) ?? []), reaction]);
      for (const job of feature.jobs ?? []) this.#jobHandlers.set(job.name, job);
      for (const deadline of feature.deadlines ?? []) this.#deadlineHandlers.set(deadline.name, deadline);
    }
  }
  /** Takes the locks, frees what a dead predecessor held, and starts the loops; with a manual clock nothing fires by itself. */
  async start(): Promise<void> {
    const { url, log, clock, dataSource, jobsAtOnce, isCluster } = this.#options;
    await this.node.start();
    await this.events.start();
    const jobs = new JobWorker({
      url,
      log,
      dataSource,
      handlers: this.#jobHandlers,
      transaction: this.transaction,
      concurrency: jobsAtOnce,
      onWorkers: (ids) => void this.node.setWorkerIds(ids).catch(() => undefined),
    });
    this.#jobs = jobs;
    const everySecond = this.#features.flatMap((feature) => (feature.everySecond ? [feature.everySecond] : []));
    const everyHour = this.#features.flatMap((feature) => (feature.everyHour ? [feature.everyHour] : []));
    this.#housekeeping = new Housekeeping({ dataSource, node: this.node, jobs, clock, log, everySecond, everyHour });
    if (!isCluster) await this.#housekeeping.freeAll();
    await jobs.start();
    if (clock.isManual) return;
    this.#housekeeping.start();
    this.deadlines.start();
  }
  /** Runs what the features need before the doors open. */
  async prepare(): Promise<void> {
    for (const feature of this.#features) await feature.prepare?.();
  }
  /** Runs the features' boot steps (reconciliation), when the doors are open. */
  async boot(): Promise<void> {
    for (const feature of this.#features) await feature.boot?.();
  }
  /** Deletes what was kept long enough, as the leader does by itself once an hour. */
  async tidy(): Promise<void> {
    await this.#housekeeping?.tidy();
  }
  async stop(): Promise<void> {
    await this.#housekeeping?.stop();
    await this.deadlines.stop();
    for (const feature of [...this.#features].reverse()) await feature.stop?.();
    await this.#jobs?.stop();
    await this.events.stop();
    await this.node.stop();
  }
  /** Resolves when no job is ready or running, no feature loop has work and everything committed was delivered here. */
  async settle(): Promise<void> {
    for (;;) {
      for (const feature of this.#features) await feature.settle?.();
      await this.events.idle();
      let left = await this.#leftToDo();
      if (!left.jobs && !left.events) return;
      if (left.events) await this.events.settle();
      while (left.jobs) {
        await new Promise((resolve) => setTimeout(resolve, 3));
        left = await this.#leftToDo();
      }
    }
  }
  async #leftToDo(): Promise<{ jobs: boolean; events: boolean }> {
    const [left]: { jobs: boolean; events: boolean }[] = await this.#options.dataSource.query(LEFT_TO_DO, [this.events.tail.cursor]);
    return left ?? { jobs: false, events: false };
  }
}
