import type { linkTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { currentPersonId } from '../people/index.js';
import { changeTicket, lockTicket } from './change-ticket.js';
import type { TicketRow } from './ticket.entity.js';

/** Says whose problem it is; null unlinks, what is not given stays. Throws STALE, NOT_FOUND, TICKET_MERGED, INVALID_REFERENCE. */
export async function linkTicket(ctx: Ctx, input: InputOf<typeof operation>): Promise<Ticket> {
  found(await lockTicket(ctx, input.ticketId), 'ticket');
  const patch: Partial<TicketRow> = {};
  if (input.personId !== undefined) patch.personId = await currentPersonId(ctx, input.personId);
  if (input.companyId !== undefined) patch.companyId = input.companyId;
  return changeTicket(ctx, { id: input.ticketId, expected: input.version }, patch);
}
