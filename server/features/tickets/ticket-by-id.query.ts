import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { found } from '../../core/errors.js';
import { numberStyle } from './numbers/number-style.js';
import { presentTicket } from './ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from './ticket-columns.js';
import { visibleTo } from './tickets.policy.js';

/** A ticket the actor may see. Throws NOT_FOUND otherwise. */
export async function ticketById(ctx: Ctx, ticketId: string): Promise<Ticket> {
  const visible = visibleTo(ctx.actor, 't');
  const rows: TicketColumns[] = await ctx.db.query(`SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.id = $1 AND (${bind(visible, 1)})`, [
    ticketId,
    ...visible.params,
  ]);
  return presentTicket(found(rows[0], 'ticket'), await numberStyle(ctx));
}

/** Who may hear about a ticket, read without asking who asks: for audiences only. Throws NOT_FOUND. */
export async function ticketWhereabouts(ctx: Ctx, ticketId: string): Promise<Pick<Ticket, 'teamId' | 'ownerId' | 'followerIds'>> {
  const rows: Pick<Ticket, 'teamId' | 'ownerId' | 'followerIds'>[] = await ctx.db.query(
    'SELECT team_id AS "teamId", owner_id AS "ownerId", follower_ids AS "followerIds" FROM tickets WHERE id = $1',
    [ticketId],
  );
  return found(rows[0], 'ticket');
}
