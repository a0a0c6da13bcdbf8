import type { Ticket, TicketKind } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { insertTicket } from '../insert-ticket.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicket } from '../ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from '../ticket-columns.js';

/** What a call knows when it becomes a ticket. */
export interface CallTicket {
  /** The number drawn when the call arrived. */
  counter: number;
  subject: string;
  teamId: string | null;
  ownerId: string | null;
  personId: string | null;
  companyId: string | null;
  kind?: TicketKind;
  reasonId?: string;
  isDemo?: boolean;
}

/**
 * Turns the number a call carried into its ticket, once somebody has spoken with the caller. Repeated, or when the number already leads to a ticket:
 * that ticket is returned and nothing is made. Throws NOT_FOUND for a number never drawn, INVALID_REFERENCE.
 */
export async function createTicketFromCall(ctx: Ctx, call: CallTicket): Promise<Ticket> {
  const [number]: { ticketId: string | null }[] = await ctx.db.query(
    'SELECT n.ticket_id AS "ticketId" FROM ticket_numbers n WHERE n.number = $1 FOR UPDATE',
    [call.counter],
  );
  const { ticketId } = found(number, 'ticket number');
  if (ticketId === null) return insertTicket(ctx, { ...call, channel: 'phone', kind: call.kind ?? 'question', status: 'open' });
  const rows: TicketColumns[] = await ctx.db.query(`SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.id = $1`, [ticketId]);
  return presentTicket(found(rows[0], 'ticket'), await numberStyle(ctx));
}
