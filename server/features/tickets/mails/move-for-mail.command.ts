import { isTicketEnded, type TicketState } from '../../../../shared/domain/ticket-status.js';
import type { Ticket } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { changeTicket, lockCurrent } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import type { TicketRow } from '../ticket.entity.js';
import { stateAfter } from '../ticket-state.js';

/**
 * What came with a mail that joins a ticket. `speaks`: a customer says something. `thanks`: only thanks. `machine`: an answer nobody wrote, or a mail that
 * came back.
 */
export type MailWeight = 'speaks' | 'thanks' | 'machine';

/** True when thanks may land without opening this ticket: it has ended, or sleeps until an hour. Elsewhere there is nothing to keep shut. */
function isAtRest(row: TicketRow): boolean {
  return isTicketEnded(row.status as TicketState) || row.status === 'planned';
}

/**
 * Moves a ticket for a mail that joins it. What a customer says opens it again, or wakes it; thanks on a ticket at rest are counted until seen and
 * change nothing else; a machine's mail only moves it up in the lists. `isQuiet` says that it was such thanks. A merged one is
 * followed to where it is now. Throws NOT_FOUND.
 */
export async function moveForMail(ctx: Ctx, ticketId: string, weight: MailWeight): Promise<{ ticket: Ticket; isQuiet: boolean }> {
  const row = found(await lockCurrent(ctx, ticketId), 'ticket');
  const isQuiet = weight === 'thanks' && isAtRest(row);
  const ticket = await changeTicket(ctx, { id: row.id, expected: null }, patchFor(ctx, row, isQuiet ? 'thanks' : weight));
  if (row.plannedFor !== null && ticket.plannedFor === null) await setPlanned(ctx, ticket);
  return { ticket, isQuiet };
}

function patchFor(ctx: Ctx, row: TicketRow, weight: MailWeight): Partial<TicketRow> {
  if (weight === 'machine') return { activeAt: ctx.now };
  if (weight === 'thanks' && isAtRest(row)) return { activeAt: ctx.now, quietReplies: row.quietReplies + 1 };
  const status = stateAfter(row.status, { kind: 'customer-wrote' });
  return { activeAt: ctx.now, status, endedAt: null, plannedFor: status === 'planned' ? row.plannedFor : null, quietReplies: 0 };
}
