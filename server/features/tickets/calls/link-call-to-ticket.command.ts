import type { Ticket } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { pointNumber } from '../numbers/ticket-numbers.js';
import { touchTicket } from '../touch-ticket.js';

/**
 * Joins a call to a ticket picked instead of a new one: the number the call carried leads there from now on, and the ticket moves up in the lists.
 * The caller asks the policy whether the agent may see the ticket. Throws NOT_FOUND, CONFLICT (the number is another ticket's own).
 */
export async function linkCallToTicket(ctx: Ctx, link: { counter: number; ticketId: string }): Promise<Ticket> {
  const ticket = await touchTicket(ctx, link.ticketId);
  await pointNumber(ctx, link.counter, { ticketId: ticket.id });
  return ticket;
}
