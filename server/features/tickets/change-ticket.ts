import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError } from '../../core/errors.js';
import { tellSightOfTicket } from '../history/index.js';
import { countOpenTickets } from './count-open-tickets.js';
import { currentTicketId } from './current-ticket.query.js';
import { numberStyle } from './numbers/number-style.js';
import { withReferences } from './reference-error.js';
import { TicketRow } from './ticket.entity.js';
import { presentTicket } from './ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from './ticket-columns.js';
import { ticketRooms } from './tickets.audience.js';

/**
 * Changes a ticket through `change()` and publishes `ticket.changed` to those who see it and those who no longer do; what was said on it is told anew
 * when it comes to a confidential team or leaves one. Nothing differs: nothing is published. Throws STALE (with the current version), NOT_FOUND, INVALID_REFERENCE.
 */
export async function changeTicket(ctx: Ctx, target: { id: string; expected: number | null }, patch: Partial<TicketRow>): Promise<Ticket> {
  const { row, changes } = await withReferences(() => change(ctx, TicketRow, target, patch));
  const ticket = presentTicket(row, await numberStyle(ctx));
  if (Object.keys(changes).length === 0) return ticket;
  const before: TicketRow = { ...row, ...Object.fromEntries(Object.entries(changes).map(([field, [old]]) => [field, old])) };
  await countOpenTickets(ctx, before, row);
  await ctx.publish('ticket.changed', ticket, { roomsBefore: ticketRooms(before) });
  if (before.teamId !== row.teamId && (await isConfidential(ctx, [before.teamId, row.teamId]))) await tellSightOfTicket(ctx, row.id);
  return ticket;
}

/** True when one of the teams keeps to itself what is said. */
async function isConfidential(ctx: Ctx, teamIds: readonly (string | null)[]): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query('SELECT 1 FROM teams WHERE id = ANY($1::uuid[]) AND is_confidential', [
    teamIds.filter((id) => id !== null),
  ]);
  return rows.length > 0;
}

/**
 * Locks a ticket and returns it, for commands whose patch depends on what it is now. Null when there is none. Throws TICKET_MERGED for one that went up in
 * another: it is no longer edited.
 */
export async function lockTicket(ctx: Ctx, id: string): Promise<TicketRow | null> {
  const row = await lockRow(ctx, id);
  if (row?.mergedIntoId)
    throw new AppError('TICKET_MERGED', 'This ticket was merged; it goes on in another one.', { ticketId: await currentTicketId(ctx, id) });
  return row;
}

/** Locks the ticket where one that may have been merged is now: what is said on the old one arrives there. Null when there is none. */
export async function lockCurrent(ctx: Ctx, id: string): Promise<TicketRow | null> {
  const row = await lockRow(ctx, id);
  return row?.mergedIntoId ? lockCurrent(ctx, row.mergedIntoId) : row;
}

/** Locks a ticket whatever became of it. Null when there is none. */
export async function lockRow(ctx: Ctx, id: string): Promise<TicketRow | null> {
  const [row]: TicketColumns[] = await ctx.db.query(`SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.id = $1 FOR UPDATE`, [id]);
  return row ? Object.assign(new TicketRow(), row) : null;
}
