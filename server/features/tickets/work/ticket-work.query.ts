import type { ticketWork as operation } from '../../../../shared/contract/ticket-work.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { TicketCheckRow, TicketTimeRow } from './ticket-work.entities.js';
import { presentCheck, presentTime } from './ticket-work.presenter.js';

/** Checklist and time of a ticket. Indexes: ticket_checks_ticket, ticket_times_ticket. */
export async function ticketWork(ctx: Ctx, { ticketId }: { ticketId: string }): Promise<OutputOf<typeof operation>> {
  const checks = await ctx.db.find(TicketCheckRow, { where: { ticketId }, order: { id: 'ASC' } });
  const times = await ctx.db.find(TicketTimeRow, { where: { ticketId }, order: { id: 'ASC' } });
  return { checks: checks.map(presentCheck), times: times.map(presentTime), minutes: times.reduce((sum, { minutes }) => sum + minutes, 0) };
}

/** The ticket that a line of a checklist or written time stands on. Throws NOT_FOUND. */
export async function ticketOfWork(ctx: Ctx, table: 'ticket_checks' | 'ticket_times', id: string): Promise<string> {
  const [row]: { ticketId: string }[] = await ctx.db.query(`SELECT ticket_id AS "ticketId" FROM ${table} WHERE id = $1`, [id]);
  return found(row, 'line').ticketId;
}
