import type { Ctx } from '../../../core/context.js';

/**
 * Where a person who may have been merged is now, held there until the transaction ends: a merge that is under way is waited for. The id itself when nobody
 * has it, so that the foreign key says so; null and undefined stay what they are.
 */
export async function currentPersonId<T extends string | null | undefined>(ctx: Ctx, personId: T): Promise<T | string> {
  if (!personId) return personId;
  const [row]: { mergedIntoId: string | null }[] = await ctx.db.query(
    'SELECT merged_into_id AS "mergedIntoId" FROM persons WHERE id = $1 FOR KEY SHARE',
    [personId],
  );
  return row?.mergedIntoId ? currentPersonId(ctx, row.mergedIntoId) : personId;
}
