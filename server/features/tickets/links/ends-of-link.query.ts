import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';

/** The two tickets of a link. Throws NOT_FOUND. */
export async function endsOfLink(ctx: Ctx, linkId: string): Promise<[string, string]> {
  const [row]: { fromId: string; toId: string }[] = await ctx.db.query(
    'SELECT from_id AS "fromId", to_id AS "toId" FROM ticket_links WHERE id = $1',
    [linkId],
  );
  const { fromId, toId } = found(row, 'link');
  return [fromId, toId];
}
