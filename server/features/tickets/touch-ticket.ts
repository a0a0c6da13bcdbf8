import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { changeTicket, lockCurrent } from './change-ticket.js';
import { stateAfter } from './ticket-state.js';

/** Something was said on the ticket: it moves up in the lists, and is open if it was new. A merged one is followed to where it is now. Throws NOT_FOUND. */
export async function touchTicket(ctx: Ctx, ticketId: string): Promise<Ticket> {
  const row = found(await lockCurrent(ctx, ticketId), 'ticket');
  return changeTicket(ctx, { id: row.id, expected: null }, { activeAt: ctx.now, status: stateAfter(row.status, { kind: 'taken-up' }) });
}
