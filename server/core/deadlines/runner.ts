import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { type Ctx, systemActor, type Transaction } from '../context.js';
import type { DeadlineHandler } from '../feature.js';

interface DueRow {
  kind: string;
  key: string;
  payload: unknown;
}
export interface DeadlineRunnerDeps {
  dataSource: DataSource;
  clock: Clock;
  transaction: Transaction;
  handlers: ReadonlyMap<string, DeadlineHandler>;
  log: Logger;
  isLeader: () => boolean;
}
/** A failing deadline is tried again after 0.5 s, 1 s, 2 s … at most a minute: it may be the database, and nothing due may be forgotten. */
const retryAfterMs = (attempts: number) => Math.min(60_000, 500 * 2 ** attempts);
const POLL_MS = 80;

/** Fires what is due, on the leader, each in a transaction of its own that also removes the row: a crash fires it again, never half. */
export class DeadlineRunner {
  readonly #deps: DeadlineRunnerDeps;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #running: Promise<number> | null = null;
  constructor(deps: DeadlineRunnerDeps) {
    this.#deps = deps;
  }
  /** Polls every 80 ms while this node leads, so that anything fires within 100 ms of its time on whichever node it was set. */
  start(): void {
    const tick = async () => {
      if (this.#deps.isLeader())
        await this.fireDue().catch((error: unknown) => this.#deps.log.error({ err: error }, 'deadlines could not be read'));
      if (!this.#stopped) this.#timer = setTimeout(() => void tick(), POLL_MS);
    };
    void tick();
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
    if (this.#running) return this.#running;
    this.#running = this.#fireAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }
  async #fireAll(): Promise<number> {
    let fired = 0;
    for (;;) {
      const due: DueRow[] = await this.#deps.dataSource.query(
        'SELECT kind, key, payload FROM deadlines WHERE due_at <= $1 ORDER BY due_at, kind, key LIMIT 100',
        [this.#deps.clock.now()],
      );
      for (const row of due) if (await this.#fire(row)) fired++;
      if (due.length < 100) return fired;
    }
  }
  async #fire(row: DueRow): Promise<boolean> {
    const handler = this.#deps.handlers.get(row.kind);
    try {
      return await this.#deps.transaction(systemActor(`deadline ${row.kind}`), async (ctx) => {
        const taken: { payload: unknown }[] = await takeRow(ctx, row);
        const first = taken[0];
        if (!first) return false;
        if (!handler) throw new Error(`no handler for deadline ${row.kind}`);
        await handler.run(ctx, first.payload, row.key);
        return true;
      });
    } catch (error) {
      this.#deps.log.error({ err: error, kind: row.kind, key: row.key }, 'deadline failed, will be tried again');
      await this.#postpone(row, error);
      return false;
    }
  }
  async #postpone(row: DueRow, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const now = this.#deps.clock.now();
    const rows: { attempts: number }[] = await this.#deps.dataSource.query('SELECT attempts FROM deadlines WHERE kind = $1 AND key = $2', [
      row.kind,
      row.key,
    ]);
    const attempts = rows[0]?.attempts ?? 0;
    await this.#deps.dataSource.query(
      'UPDATE deadlines SET attempts = attempts + 1, last_error = $3, due_at = $4 WHERE kind = $1 AND key = $2',
      [row.kind, row.key, message.slice(0, 500), new Date(now.getTime() + retryAfterMs(attempts))],
    );
  }
}

/** Removes and returns the row if it is still there and still due; another node's runner or a command may have moved it. */
async function takeRow(ctx: Ctx, row: DueRow): Promise<{ payload: unknown }[]> {
  const taken: { payload: unknown }[] = await ctx.db.query(
    `WITH due AS (SELECT kind, key FROM deadlines WHERE kind = $1 AND key = $2 AND due_at <= $3 FOR UPDATE SKIP LOCKED),
     gone AS (DELETE FROM deadlines d USING due WHERE d.kind = due.kind AND d.key = due.key RETURNING d.payload) SELECT payload FROM gone`,
    [row.kind, row.key, ctx.now],
  );
  return taken;
}
