import type { addTicketTime as operation } from '../../../../shared/contract/ticket-work.js';
import type { TicketTime } from '../../../../shared/models/ticket-work.js';
import type { InputOf } from '../../../../shared/operation.js';
import { type Ctx, hasRole } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { currentTicketId } from '../current-ticket.query.js';
import { TicketTimeRow } from './ticket-work.entities.js';
import { presentTime } from './ticket-work.presenter.js';

/** Writes down that the actor worked on a ticket, where it is now if it was merged. Throws NOT_FOUND. */
export async function addTicketTime(ctx: Ctx, { ticketId, minutes, note }: InputOf<typeof operation>): Promise<TicketTime> {
  const row: TicketTimeRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now },
    ...{ ticketId: await currentTicketId(ctx, ticketId), accountId: ctx.actor.id, minutes, note: note?.trim() ?? '' },
  };
  await ctx.db.insert(TicketTimeRow, row);
  const time = presentTime(row);
  await ctx.publish('ticket-time.changed', time);
  return time;
}

/** Takes time back: one's own, or as an administrator anybody's; for others it does not exist. Throws NOT_FOUND. */
export async function removeTicketTime(ctx: Ctx, { timeId }: { timeId: string }): Promise<TicketTime> {
  const row = await ctx.db.findOneBy(TicketTimeRow, { id: timeId });
  const mayRemove = row !== null && (row.accountId === ctx.actor.id || hasRole(ctx.actor, 'admin'));
  const time = found(mayRemove ? row : null, 'time');
  await ctx.db.delete(TicketTimeRow, { id: timeId });
  await ctx.audit({ entity: 'ticket_times', entityId: timeId, action: 'removed', changes: { minutes: [time.minutes, null] } });
  const removed = presentTime({ ...time, version: time.version + 1 });
  await ctx.publish('ticket-time.removed', removed);
  return removed;
}
