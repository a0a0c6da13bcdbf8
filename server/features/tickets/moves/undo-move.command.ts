import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { changeTicket, lockRow } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import type { TicketRow } from '../ticket.entity.js';
import { carryAlong } from './enter-move.command.js';
import { restoredTicket } from './kept-ticket.js';
import { presentMove } from './move.presenter.js';
import { giveNumbersBack, moveNumbers } from './move-numbers.command.js';
import { TicketMoveRow } from './ticket-move.entities.js';

/**
 * Undoes a merge or split while neither ticket was changed since: everything that moved stands where it stood. The new ticket of a split goes up in the one it
 * came from, for its number may have been told to somebody. Repeated: nothing happens. Throws NOT_FOUND, MOVE_SETTLED.
 */
export async function undoMove(ctx: Ctx, { moveId }: { moveId: string }): Promise<TicketMove> {
  const { fromId, intoId } = found(await ctx.db.findOneBy(TicketMoveRow, { id: moveId }), 'merge');
  const rows = new Map<string, TicketRow>();
  for (const id of [fromId, intoId].sort()) rows.set(id, found(await lockRow(ctx, id), 'ticket'));
  // Read again: whoever held the tickets may have undone it.
  const move = found(await ctx.db.findOneBy(TicketMoveRow, { id: moveId }), 'merge');
  if (move.undoneAt !== null) return presentMove(move);
  if (rows.get(fromId)?.version !== move.fromVersion || rows.get(intoId)?.version !== move.intoVersion)
    throw new AppError('MOVE_SETTLED', 'One of the two tickets was changed since; moving back would tear that apart.');
  await (move.kind === 'merge' ? partAgain(ctx, move) : joinAgain(ctx, move));
  const { row } = await change(ctx, TicketMoveRow, { id: moveId, expected: null }, { undoneAt: ctx.now });
  const undone = presentMove(row);
  await carryAlong(ctx, undone);
  return undone;
}

/** Two tickets again, each as it was. */
async function partAgain(ctx: Ctx, { fromId, intoId, restore }: TicketMoveRow): Promise<void> {
  const into = await changeTicket(ctx, { id: intoId, expected: null }, restoredTicket(restore.into));
  const from = await changeTicket(ctx, { id: fromId, expected: null }, restoredTicket(restore.from));
  for (const ticket of [into, from]) await setPlanned(ctx, ticket);
  await giveNumbersBack(ctx, restore.numbers, { from: intoId, to: fromId });
  await ctx.audit({ entity: 'tickets', entityId: intoId, action: 'unmerged', changes: { ticket: [from.numberText, null] } });
  await ctx.audit({ entity: 'tickets', entityId: fromId, action: 'unmerged', changes: { ticket: [into.numberText, null] } });
}

/** What was split off stands where it came from again, and its number leads there. */
async function joinAgain(ctx: Ctx, { fromId, intoId, restore }: TicketMoveRow): Promise<void> {
  const from = await changeTicket(ctx, { id: fromId, expected: null }, restoredTicket(restore.from));
  const gone = await changeTicket(
    ctx,
    { id: intoId, expected: null },
    { status: 'closed', endedAt: ctx.now, plannedFor: null, quietReplies: 0, mentionedIds: [], mergedIntoId: fromId },
  );
  await setPlanned(ctx, gone);
  await moveNumbers(ctx, intoId, fromId);
  await ctx.audit({ entity: 'tickets', entityId: fromId, action: 'unsplit', changes: { ticket: [gone.numberText, null] } });
  await ctx.audit({ entity: 'tickets', entityId: intoId, action: 'merged-into', changes: { ticket: [null, from.numberText] } });
}
