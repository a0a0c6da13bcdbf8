import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Clock } from '../../../core/clock.js';
import { type Ctx, systemActor, type Transaction } from '../../../core/context.js';
import { readRow } from '../../../core/db/rows.js';
import { CallEntity } from '../call.entity.js';
import { workOn } from '../call-work.js';
import { type Receipt, reduceCallback } from './reduce-callback.js';

interface InboxDeps {
  dataSource: DataSource;
  transaction: Transaction;
  log: Logger;
  clock: Clock;
}
/** A callback of a leg we do not know waits this long for the leg to appear. */
const PARKED_SECONDS = 60;
const PARKED_RETRY_MS = 1000;
/** A callback that fails this often is set aside, so that those behind it go on. */
const MAX_ATTEMPTS = 5;

/** Works through the inbox: callbacks of one call in the order of arrival, each under the call's lock, each in a transaction of its own. */
export class InboxRunner {
  readonly #deps: InboxDeps;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  /** Starts a pass, or one more when a pass is under way. Never throws. */
  kick(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#again) this.kick();
    });
  }

  /** Resolves when nothing is left to do that can be done now. */
  async drain(): Promise<void> {
    this.kick();
    while (this.#running) await this.#running;
  }

  /** Looks every second for what another node left behind, and for parked callbacks. */
  startPolling(): void {
    if (this.#deps.clock.isManual) return;
    this.#timer = setInterval(() => this.kick(), PARKED_RETRY_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#pass();
      } catch (error) {
        this.#deps.log.error({ err: error }, 'the inbox could not be read');
        return;
      }
    }
  }

  async #pass(): Promise<void> {
    const open: Receipt[] = await this.#deps.dataSource.query(
      `SELECT id, family, call_sid, call_id, visit, params, state, received_at FROM webhook_receipts WHERE state = 'PENDING' OR (state = 'PARKED' AND processed_at <= $1) ORDER BY id LIMIT 200`,
      [new Date(this.#deps.clock.now().getTime() - PARKED_RETRY_MS)],
    );
    for (const receipt of open) await this.#reduceOne(receipt);
    if (open.length === 200) this.#again = true;
  }

  async #reduceOne(receipt: Receipt): Promise<void> {
    const { id } = receipt;
    try {
      await this.#deps.transaction(systemActor('carrier'), (ctx) => reduceReceipt(ctx, receipt));
    } catch (error) {
      this.#deps.log.error({ err: error, receipt: id }, 'a callback could not be worked out');
      await this.#deps.dataSource.query(
        `UPDATE webhook_receipts SET attempts = attempts + 1, state = CASE WHEN attempts + 1 >= $2 THEN 'FAILED' ELSE 'PARKED' END, processed_at = $3, result = $4 WHERE id = $1`,
        [id, MAX_ATTEMPTS, this.#deps.clock.now(), error instanceof Error ? error.message.slice(0, 500) : String(error)],
      );
    }
  }
}

/** One callback, once: the call's lock comes first, then a second look at the row, because another node may have been faster. */
async function reduceReceipt(ctx: Ctx, receipt: Receipt): Promise<void> {
  const { id } = receipt;
  const look = `SELECT state FROM webhook_receipts WHERE id = $1 AND state IN ('PENDING', 'PARKED') FOR UPDATE`;
  const [call, open] = await Promise.all([callOf(ctx, receipt), ctx.db.query<{ state: string }[]>(look, [id])]);
  if (open.length === 0) return;
  if (call === null) return park(ctx, receipt);
  const result = await workOn(ctx, call, (work) => reduceCallback(work, receipt));
  ctx.write(`UPDATE webhook_receipts SET state = 'DONE', call_id = $2, processed_at = $3, result = $4 WHERE id = $1`, [
    id,
    call.id,
    ctx.now,
    result,
  ]);
}

function callOf(ctx: Ctx, receipt: Receipt): Promise<CallEntity | null> {
  if (receipt.call_id !== null) return readRow(ctx, CallEntity, 'WHERE t.id = $1 FOR UPDATE', [receipt.call_id]);
  return readRow(ctx, CallEntity, 'WHERE t.id = (SELECT l.call_id FROM legs l WHERE l.call_sid = $1) FOR UPDATE', [receipt.call_sid]);
}

/** The carrier may call back before it has answered us. After a minute the callback is kept as UNKNOWN and the sweeper looks for the leg. */
async function park(ctx: Ctx, receipt: Receipt): Promise<void> {
  const isOld = ctx.now.getTime() - receipt.received_at.getTime() > PARKED_SECONDS * 1000;
  await ctx.db.query('UPDATE webhook_receipts SET state = $2, processed_at = $3 WHERE id = $1', [
    receipt.id,
    isOld ? 'UNKNOWN' : 'PARKED',
    ctx.now,
  ]);
}
