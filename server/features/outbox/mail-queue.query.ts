import type { Ctx } from '../../core/context.js';

/** How many mails of ours are in each state that is not the last, and how many were set aside on their way in. Indexes: outgoing_mails_open, poison_mails. */
export async function mailQueue(ctx: Ctx): Promise<ReadonlyMap<string, number>> {
  const rows: { state: string; count: number }[] = await ctx.db.query(
    `SELECT s.state, count(o.id)::int AS count FROM unnest(ARRAY['queued', 'sending', 'deferred', 'unconfirmed']) AS s(state)
       LEFT JOIN outgoing_mails o ON o.state = s.state AND o.state IN ('queued', 'sending', 'deferred', 'unconfirmed') GROUP BY s.state
     UNION ALL SELECT 'set-aside', count(*)::int FROM poison_mails p WHERE p.state = 'waiting'`,
  );
  return new Map(rows.map(({ state, count }) => [state, count]));
}
