import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { lockTicket } from '../change-ticket.js';
import { TicketRow } from '../ticket.entity.js';

/** Two tickets that may be merged. */
interface Pair {
  from: TicketRow;
  into: TicketRow;
}

function refuseSelf(fromId: string, intoId: string): void {
  if (fromId === intoId) throw new AppError('INVALID_INPUT', 'A ticket is not merged into itself.', { field: 'intoId' });
}

/** Locks two tickets in the order of their ids, so that crossing merges wait for each other. Throws NOT_FOUND, TICKET_MERGED, INVALID_INPUT. */
export async function lockPair(ctx: Ctx, fromId: string, intoId: string): Promise<Pair> {
  refuseSelf(fromId, intoId);
  const rows = new Map<string, TicketRow>();
  for (const id of [fromId, intoId].sort()) rows.set(id, found(await lockTicket(ctx, id), 'ticket'));
  return { from: found(rows.get(fromId), 'ticket'), into: found(rows.get(intoId), 'ticket') };
}

/** The same without locking, for looking only. Throws NOT_FOUND, TICKET_MERGED, INVALID_INPUT. */
export async function readPair(ctx: Ctx, fromId: string, intoId: string): Promise<Pair> {
  refuseSelf(fromId, intoId);
  const read = async (id: string) => {
    const row = found(await ctx.db.findOneBy(TicketRow, { id }), 'ticket');
    if (row.mergedIntoId)
      throw new AppError('TICKET_MERGED', 'This ticket was merged; it goes on in another one.', { ticketId: row.mergedIntoId });
    return row;
  };
  return { from: await read(fromId), into: await read(intoId) };
}
