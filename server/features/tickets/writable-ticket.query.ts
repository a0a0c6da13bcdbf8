import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { currentTicketId } from './current-ticket.query.js';
import { ticketWhereabouts } from './ticket-by-id.query.js';
import { mayWriteTicket } from './tickets.policy.js';

/**
 * The ticket that something is written on, and whose it is: a merged one is followed to where it is now. Null for one that may not be seen or does not
 * exist.
 */
export async function writableTicket(ctx: Ctx, ticketId: string): Promise<Pick<Ticket, 'id' | 'teamId'> | null> {
  if (!(await mayWriteTicket(ctx, ticketId))) return null;
  const id = await currentTicketId(ctx, ticketId);
  return { id, ...(await ticketWhereabouts(ctx, id)) };
}
