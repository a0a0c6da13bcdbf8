import type { Ctx } from '../../../core/context.js';

/** How long the carrier's callbacks are kept for looking things up (architecture §6, personal data). */
const KEPT_DAYS = 30;
const AT_ONCE = 2000;

/** Deletes callbacks that are old enough, some at a time. Index: webhook_receipts_received. */
export async function forgetReceipts(ctx: Ctx): Promise<void> {
  await ctx.db.query(
    `DELETE FROM webhook_receipts WHERE id IN (SELECT id FROM webhook_receipts WHERE received_at < $1::timestamptz - make_interval(days => ${KEPT_DAYS}) ORDER BY received_at LIMIT ${AT_ONCE})`,
    [ctx.now],
  );
}
