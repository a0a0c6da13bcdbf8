import type { editInteraction as operation } from '../../../shared/contract/history.js';
import type { Interaction } from '../../../shared/models/history.js';
import type { InputOf } from '../../../shared/operation.js';
import { type Ctx, hasRole } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { refreshPersonFacts } from '../people/index.js';
import { getInteraction } from './get-interaction.query.js';
import { InteractionEntity } from './interaction.entity.js';

/**
 * Corrects a contact that was logged by hand. Calls and mails stay as they happened (NOT_EDITABLE). Only its author, a supervisor or an administrator
 * may; for others, as for what they may not read, it does not exist (NOT_FOUND). Throws STALE.
 */
export async function editInteraction(ctx: Ctx, input: InputOf<typeof operation>): Promise<Interaction> {
  const { interactionId, version, at, kind, summary, direction, durationS, text, outcome } = input;
  const before = await getInteraction(ctx, { interactionId });
  const mayEdit = before.accountId === ctx.actor.id || hasRole(ctx.actor, 'supervisor') || hasRole(ctx.actor, 'admin');
  found(mayEdit && !before.isHidden ? before : null, 'interaction');
  if (!before.isLoggedByHand) throw new AppError('NOT_EDITABLE', 'Only what was logged by hand can be edited.');
  if (at !== undefined && new Date(at) > ctx.now)
    throw new AppError('INVALID_INPUT', 'A contact that was made cannot lie in the future.', { field: 'at' });
  const patch = { kind, summary: summary?.trim(), direction, durationS, text, outcome, at: at === undefined ? undefined : new Date(at) };
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<InteractionEntity>;
  const { row, changes } = await change(ctx, InteractionEntity, { id: interactionId, expected: version }, given);
  if (Object.keys(changes).length === 0) return before;
  const { personId, companyId } = row;
  await refreshPersonFacts(ctx, { personId, companyId }, { contactAt: row.at });
  await ctx.publish('interaction.changed', { id: row.id, version: row.version, personId, companyId });
  return getInteraction(ctx, { interactionId });
}
