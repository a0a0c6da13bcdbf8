import type { assignTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { changeTicket, lockTicket } from './change-ticket.js';
import type { TicketRow } from './ticket.entity.js';
import { stateAfter } from './ticket-state.js';

/**
 * Gives a ticket to a team, an owner or both; null takes it away. A new ticket that gets an owner is open. Throws STALE, NOT_FOUND,
 * INVALID_REFERENCE.
 */
export async function assignTicket(ctx: Ctx, input: InputOf<typeof operation>): Promise<Ticket> {
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  const patch: Partial<TicketRow> = {};
  if (input.teamId !== undefined) patch.teamId = input.teamId;
  if (input.ownerId !== undefined) patch.ownerId = input.ownerId;
  if (input.ownerId) patch.status = stateAfter(row.status, { kind: 'taken-up' });
  return changeTicket(ctx, { id: input.ticketId, expected: input.version }, patch);
}
