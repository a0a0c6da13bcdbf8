import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { systemActor, type Transaction } from '../context.js';
import type { DeadlineHandler } from '../feature.js';
import { DeadlineOvertaken } from './store.js';

interface DueRow {
  kind: string;
  key: string;
  due_at: Date;
}
export interface DeadlineRunnerDeps {
  dataSource: DataSource;
  clock: Clock;
  transaction: Transaction;
  handlers: ReadonlyMap<string, DeadlineHandler>;
  log: Logger;
  isLeader: () => boolean;
}
/** Looked at this often, because other nodes set deadlines too; what falls due in between is waited for to the millisecond. */
const POLL_MS = 80;
/** A failing deadline is tried again after 0.5 s, 1 s, 2 s … at most a minute: it may be the database, and nothing due may be forgotten. */
const POSTPONE = `UPDATE deadlines SET attempts = attempts + 1, last_error = $3, due_at = $4::timestamptz + least(interval '1 minute', interval '0.5 seconds' * 2 ^ least(attempts, 10))
  WHERE kind = $1 AND key = $2 AND due_at <= $4`;

/** Fires what is due, on the leader, each in a transaction of its own that also removes the row: a crash fires it again, never half. */
export class DeadlineRunner {
  readonly #deps: DeadlineRunnerDeps;
  #timer: NodeJS.Timeout | null = null;
  #wakesAt = 0;
  #isStarted = false;
  #stopped = false;
  #running: Promise<number> | null = null;
  constructor(deps: DeadlineRunnerDeps) {
    this.#deps = deps;
  }
  /** Looks every 80 ms while this node leads, and exactly then when something known falls due. */
  start(): void {
    this.#isStarted = true;
    this.#sleep(0);
  }
  /** A deadline was set on this node: be awake in time. */
  wake(at: Date): void {
    if (this.#isStarted && at.getTime() < this.#wakesAt) this.#sleep(at.getTime() - this.#deps.clock.now().getTime());
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running?.catch(() => undefined);
  }
  /** Time of the next deadline, or null. */
  async nextDue(): Promise<Date | null> {
    const rows: { due_at: Date | null }[] = await this.#deps.dataSource.query('SELECT min(due_at) AS due_at FROM deadlines');
    return rows[0]?.due_at ?? null;
  }
  /** Fires everything due now, in order of time. Returns how many fired. */
  async fireDue(): Promise<number> {
    this.#running ??= this.#fireAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }
  #sleep(ms: number): void {
    if (this.#stopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(POLL_MS, Math.ceil(ms)));
    this.#wakesAt = this.#deps.clock.now().getTime() + wait;
    this.#timer = setTimeout(() => void this.#tick(), wait);
  }
  async #tick(): Promise<void> {
    // Until this look is over, whatever is set meanwhile is found by the next one.
    this.#wakesAt = Number.NEGATIVE_INFINITY;
    let wait = POLL_MS;
    if (this.#deps.isLeader()) {
      try {
        const [next] = await this.#within(POLL_MS, 1);
        const ahead = next === undefined ? POLL_MS : next.due_at.getTime() - this.#deps.clock.now().getTime();
        if (ahead <= 0) await this.fireDue();
        // What fired is followed by another look at once; something due that would not fire is held by somebody, and a short pause keeps this from spinning.
        wait = Math.max(5, ahead);
      } catch (error) {
        this.#deps.log.error({ err: error }, 'deadlines could not be read');
      }
    }
    this.#sleep(wait);
  }
  #within(aheadMs: number, limit: number): Promise<DueRow[]> {
    const until = new Date(this.#deps.clock.now().getTime() + aheadMs);
    return this.#deps.dataSource.query('SELECT kind, key, due_at FROM deadlines WHERE due_at <= $1 ORDER BY due_at, kind, key LIMIT $2', [
      until,
      limit,
    ]);
  }
  async #fireAll(): Promise<number> {
    let fired = 0;
    for (;;) {
      const due = await this.#within(0, 100);
      let firedNow = 0;
      for (const row of due) if (!this.#stopped && (await this.#fire(row))) firedNow++;
      fired += firedNow;
      if (due.length < 100 || firedNow === 0) return fired;
    }
  }
  async #fire(row: DueRow): Promise<boolean> {
    const { transaction, handlers, log, dataSource, clock } = this.#deps;
    const handler = handlers.get(row.kind);
    try {
      return await transaction(
        systemActor(`deadline ${row.kind}`),
        async (ctx) => {
          const payload: { payload: unknown }[] = await ctx.db.query(
            'SELECT payload FROM deadlines WHERE kind = $1 AND key = $2 AND due_at <= $3',
            [row.kind, row.key, ctx.now],
          );
          const first = payload[0];
          if (!first) throw new DeadlineOvertaken(row);
          if (!handler) throw new Error(`no handler for deadline ${row.kind}`);
          await handler.run(ctx, first.payload, row.key);
          return true;
        },
        { firing: { kind: row.kind, key: row.key } },
      );
    } catch (error) {
      if (error instanceof DeadlineOvertaken) return false;
      log.error({ err: error, kind: row.kind, key: row.key }, 'deadline failed, will be tried again');
      const message = error instanceof Error ? error.message : String(error);
      await dataSource.query(POSTPONE, [row.kind, row.key, message.slice(0, 500), clock.now()]);
      return false;
    }
  }
}
