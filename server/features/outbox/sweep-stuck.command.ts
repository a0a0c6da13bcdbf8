import type { Ctx } from '../../core/context.js';
import { sendJob } from './outbox-deadlines.js';

/** A mail that should have moved this long ago is looked at again, ms. */
const STUCK_MS = 3_600_000;

/**
 * Wakes mails whose job or deadline got lost (a queue emptied by hand, a restored backup). Nothing goes twice by it: jobs of one mail run one after the
 * other, and what is found `sending` is judged like after a crash. Index: outgoing_mails_open.
 */
export async function sweepStuck(ctx: Ctx): Promise<void> {
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT id FROM outgoing_mails WHERE state IN ('queued', 'sending', 'deferred', 'unconfirmed') AND state <> 'unconfirmed'
       AND coalesce(next_at, first_try_at, held_until) < $1 ORDER BY created_at LIMIT 500`,
    [new Date(ctx.now.getTime() - STUCK_MS)],
  );
  for (const { id } of rows) await ctx.enqueue(sendJob, { messageId: id }, { key: `mail.send:${id}` });
}
