import type { Interaction } from '../../../shared/models/history.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { found } from '../../core/errors.js';
import { type InteractionRow, interactionColumns, presentInteraction } from './interaction.presenter.js';
import { hiddenFrom, readerOf } from './interactions.policy.js';

/** One interaction as the reader may see it. Throws NOT_FOUND. */
export async function getInteraction(ctx: Ctx, input: { interactionId: string }): Promise<Interaction> {
  const hidden = hiddenFrom(readerOf(ctx.actor), 'i');
  const rows: InteractionRow[] = await ctx.db.query(`SELECT ${interactionColumns(bind(hidden, 1))} FROM interactions i WHERE i.id = $1`, [
    input.interactionId,
    ...hidden.params,
  ]);
  return presentInteraction(found(rows[0], 'interaction'));
}
