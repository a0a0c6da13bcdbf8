import type { seeQuietReplies as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { changeTicket } from './change-ticket.js';

/** The thanks on an ended ticket were looked at: they are counted no longer, and the ticket stays as it is. Throws NOT_FOUND. */
export function seeQuietReplies(ctx: Ctx, input: InputOf<typeof operation>): Promise<Ticket> {
  return changeTicket(ctx, { id: input.ticketId, expected: null }, { quietReplies: 0 });
}
