import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import { moveInteractions } from '../../history/index.js';
import { carriedIds, carryRows, directionOf } from './carry-rows.command.js';
import type { Restore } from './kept-ticket.js';
import { presentMove } from './move.presenter.js';

/** Both tickets as they stand right after a move. */
interface MovedPair {
  from: { id: string; version: number };
  into: { id: string; version: number };
}

/**
 * Enters a merge or split of two locked tickets that were changed already, and lets everything that stands on the one follow to the other: messages and
 * contacts here, tasks, calls and mails by reaction to the event. `messageIds`: what a split takes along.
 */
export async function enterMove(
  ctx: Ctx,
  { from, into }: MovedPair,
  how: { kind: TicketMove['kind']; restore: Restore; messageIds?: readonly string[] },
): Promise<TicketMove> {
  const row = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, kind: how.kind },
    ...{ fromId: from.id, intoId: into.id, byId: ctx.actor.id, undoneAt: null },
  };
  await ctx.db.query(
    `INSERT INTO ticket_moves (id, version, created_at, updated_at, kind, from_id, into_id, by_id, restore, from_version, into_version)
     VALUES ($1, 1, $2, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, ctx.now, how.kind, from.id, into.id, row.byId, JSON.stringify(how.restore), from.version, into.version],
  );
  const move = presentMove(row);
  if (how.messageIds) await takeMessages(ctx, move, how.messageIds);
  await carryAlong(ctx, move);
  return move;
}

async function takeMessages(ctx: Ctx, move: TicketMove, ids: readonly string[]): Promise<void> {
  await ctx.db.query(`INSERT INTO ticket_moved_rows (move_id, kind, row_id) SELECT $1, 'messages', id FROM unnest($2::uuid[]) AS id`, [
    move.id,
    ids,
  ]);
  await ctx.db.query('UPDATE messages SET ticket_id = $2, version = version + 1, updated_at = $3 WHERE id = ANY($1::uuid[])', [
    ids,
    move.intoId,
    ctx.now,
  ]);
}

/** Moves what stands on a ticket of this feature along, and tells the others. */
export async function carryAlong(ctx: Ctx, move: TicketMove): Promise<void> {
  const isWhole = move.kind === 'merge' || move.undoneAt !== null;
  if (isWhole) await carryRows(ctx, move, { table: 'messages', isVersioned: true });
  for (const table of ['ticket_checks', 'ticket_times'] as const) await carryRows(ctx, move, { table, isVersioned: true });
  const contacts = await carriedIds(ctx, move, { table: 'interactions', message: 'message_id' });
  await moveInteractions(ctx, contacts, directionOf(move).to);
  await ctx.publish('ticket-move.changed', move);
}
