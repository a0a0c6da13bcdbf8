import type { Ctx } from '../../../core/context.js';

/** A draft that was sent or thrown away remembers its revision this long: no session, and so no tab that could still save it, lives longer. */
export const EMPTY_DRAFT_DAYS = 8;

/** Deletes drafts that have long been empty. */
export async function forgetDrafts(ctx: Ctx): Promise<void> {
  await ctx.db.query(`DELETE FROM drafts WHERE text = '' AND updated_at < $1`, [
    new Date(ctx.now.getTime() - EMPTY_DRAFT_DAYS * 86_400_000),
  ]);
}
