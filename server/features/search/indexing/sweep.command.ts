import type { Ctx } from '../../../core/context.js';
import { indexTickets } from './index-tickets.command.js';

/** Tickets looked at in one step. */
const AT_ONCE = 500;

const NEXT = `SELECT t.id, t.active_at::text AS at, EXISTS (SELECT 1 FROM search_docs d WHERE d.id = t.id) AS "isThere"
FROM tickets t WHERE (t.active_at, t.id) < ($1::timestamptz, $2::uuid) AND t.merged_into_id IS NULL ORDER BY t.active_at DESC, t.id DESC LIMIT ${AT_ONCE}`;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Indexes tickets no event tells of any more, because they are older than the index or came by another way: the latest first, a stretch at a time. How far it
 * came is kept with the documents. Returns true while there is more. Index: tickets_active.
 */
export async function sweepTickets(ctx: Ctx): Promise<boolean> {
  const [state]: { at: string; sweptId: string | null }[] = await ctx.db.query(
    `SELECT swept_at::text AS at, swept_id AS "sweptId" FROM search_state WHERE id = 1 AND NOT is_swept FOR UPDATE SKIP LOCKED`,
  );
  if (!state) return false;
  const rows: { id: string; at: string; isThere: boolean }[] = await ctx.db.query(NEXT, [state.at, state.sweptId ?? LAST_ID]);
  const missing = rows.flatMap(({ id, isThere }) => (isThere ? [] : [id]));
  await indexTickets(ctx, missing, 'oldest');
  const last = rows.at(-1);
  await ctx.db.query(
    'UPDATE search_state SET swept_at = coalesce($1, swept_at), swept_id = coalesce($2, swept_id), is_swept = $3 WHERE id = 1',
    [last?.at ?? null, last?.id ?? null, rows.length < AT_ONCE],
  );
  return rows.length === AT_ONCE;
}
