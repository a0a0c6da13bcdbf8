import type { logInteraction as operation } from '../../../shared/contract/history.js';
import type { Interaction } from '../../../shared/models/history.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, driverError } from '../../core/errors.js';
import { currentPersonId } from '../people/index.js';
import { getInteraction } from './get-interaction.query.js';
import { recordInteraction } from './record-interaction.command.js';

/** A clock that runs ahead a little must not refuse "just now". */
const AHEAD_MS = 5 * 60_000;

/** What logging must know of tickets, handed in because tickets stand above the history. */
export interface LogHooks {
  /** A ticket the actor may see, where it is now if it was merged, or null. */
  writableTicket: (ctx: Ctx, ticketId: string) => Promise<{ id: string; teamId: string | null } | null>;
}

/**
 * Logs a contact made elsewhere. Throws INVALID_INPUT without person and company, for a time to come or for a team one is not in; NOT_FOUND for a person, company or
 * team that does not exist; INVALID_REFERENCE for a ticket that does not exist or may not be seen.
 */
export async function logInteraction(ctx: Ctx, input: InputOf<typeof operation>, hooks: LogHooks): Promise<Interaction> {
  const at = input.at === undefined ? ctx.now : new Date(input.at);
  if (!input.personId && !input.companyId)
    throw new AppError('INVALID_INPUT', 'A contact is with a person or a company.', { field: 'personId' });
  if (at.getTime() > ctx.now.getTime() + AHEAD_MS)
    throw new AppError('INVALID_INPUT', 'A contact that was made cannot lie in the future.', { field: 'at' });
  if (input.teamId && ctx.actor.kind === 'agent' && ![...ctx.actor.teamIds, ...ctx.actor.supervisedTeamIds].includes(input.teamId)) {
    throw new AppError('INVALID_INPUT', 'This is not one of your teams.', { field: 'teamId' });
  }
  const ticket = input.ticketId ? await hooks.writableTicket(ctx, input.ticketId) : null;
  if (input.ticketId && ticket === null)
    throw new AppError('INVALID_REFERENCE', 'There is no such ticket, or you may not see it.', { field: 'ticketId' });
  try {
    const { id: interactionId } = await recordInteraction(ctx, {
      kind: input.kind,
      direction: input.kind === 'note' ? 'internal' : (input.direction ?? 'outbound'),
      at,
      durationS: input.durationS ?? null,
      personId: (await currentPersonId(ctx, input.personId)) ?? null,
      ...(input.companyId === undefined ? {} : { companyId: input.companyId }),
      ticketId: ticket?.id ?? null,
      accountId: ctx.actor.id,
      // What was said on the ticket of a confidential team is theirs to read, also on the person's page.
      teamId: input.teamId ?? ticket?.teamId ?? null,
      summary: input.summary.trim(),
      text: input.text ?? '',
      outcome: input.outcome ?? null,
      isLoggedByHand: true,
    });
    await ctx.audit({ entity: 'interactions', entityId: interactionId, action: 'logged' });
    return await getInteraction(ctx, { interactionId });
  } catch (error) {
    if (driverError(error)?.code !== '23503') throw error;
    throw new AppError('NOT_FOUND', 'The person, company or team does not exist.');
  }
}
