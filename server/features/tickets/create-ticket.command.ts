import type { createTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { currentPersonId } from '../people/index.js';
import { defaultTeam } from './default-team.query.js';
import { insertMessage } from './insert-message.js';
import { insertTicket } from './insert-ticket.js';
import { teamsOf } from './tickets.policy.js';

type Input = InputOf<typeof operation>;

/**
 * Makes a ticket and draws its number; see `insertTicket`. Without a team it takes the owner's, else the maker's first one. A maker who would not
 * see the ticket follows it. Throws INVALID_REFERENCE, or INVALID_INPUT for a ticket born solved.
 */
export async function createTicket(ctx: Ctx, input: Input): Promise<Ticket> {
  const { status = input.ownerId ? 'open' : 'new' } = input;
  if (status === 'solved' || status === 'closed') throw new AppError('INVALID_INPUT', 'A ticket is not born solved or closed.');
  const teamId = input.teamId ?? (await defaultTeam(ctx, input.ownerId));
  const ticket = await insertTicket(ctx, {
    ...input,
    personId: await currentPersonId(ctx, input.personId),
    kind: input.kind ?? (await kindOfReason(ctx, input.reasonId)),
    status,
    teamId,
    ownerId: input.ownerId ?? null,
    followerIds: followersAtBirth(ctx, teamId, input.ownerId),
  });
  if (input.text) await insertMessage(ctx, { ticketId: ticket.id, text: input.text });
  return ticket;
}

async function kindOfReason(ctx: Ctx, reasonId: string | undefined): Promise<Ticket['kind']> {
  if (reasonId === undefined) return 'question';
  const rows: { kind: Ticket['kind'] | null }[] = await ctx.db.query('SELECT kind FROM ticket_reasons WHERE id = $1', [reasonId]);
  return rows[0]?.kind ?? 'question';
}

function followersAtBirth(ctx: Ctx, teamId: string | null, ownerId: string | undefined): string[] {
  if (ctx.actor.kind !== 'agent' || teamId === null || ownerId === ctx.actor.id || teamsOf(ctx.actor).includes(teamId)) return [];
  return [ctx.actor.id];
}
