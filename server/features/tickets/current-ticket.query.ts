import type { Ctx } from '../../core/context.js';

/**
 * The ticket where one that may have been merged is now, held against merging until the transaction ends: what is attached to it by id is not left behind.
 * An id that leads nowhere comes back as it is.
 */
export async function currentTicketId(ctx: Ctx, id: string): Promise<string> {
  const [row]: { mergedIntoId: string | null }[] = await ctx.db.query(
    'SELECT merged_into_id AS "mergedIntoId" FROM tickets WHERE id = $1 FOR KEY SHARE',
    [id],
  );
  return row?.mergedIntoId ? currentTicketId(ctx, row.mergedIntoId) : id;
}
