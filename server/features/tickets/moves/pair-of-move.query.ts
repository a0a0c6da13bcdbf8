import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';

/** The two tickets of a merge or split. Throws NOT_FOUND. */
export async function pairOfMove(ctx: Ctx, moveId: string): Promise<[string, string]> {
  const [row]: { fromId: string; intoId: string }[] = await ctx.db.query(
    'SELECT from_id AS "fromId", into_id AS "intoId" FROM ticket_moves WHERE id = $1',
    [moveId],
  );
  const { fromId, intoId } = found(row, 'merge');
  return [fromId, intoId];
}
