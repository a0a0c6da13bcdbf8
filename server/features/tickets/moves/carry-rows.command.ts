import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { Ctx } from '../../../core/context.js';

/** A table whose rows stand on a ticket and go along with it. */
interface CarriedTable {
  table: 'messages' | 'interactions' | 'tasks' | 'calls' | 'mails' | 'outgoing_mails' | 'ticket_checks' | 'ticket_times';
  /** The column that names the message a row belongs to: what a split takes along. Without it a split leaves these rows alone. */
  message?: 'id' | 'message_id';
}

/** Where rows go, and whence: the other way round once the move was undone. */
export function directionOf(move: TicketMove): { from: string; to: string } {
  return move.undoneAt === null ? { from: move.fromId, to: move.intoId } : { from: move.intoId, to: move.fromId };
}

/**
 * The rows of a table that go along with a move, locked and written into its ledger; when a merge is undone, those of the ledger that still stand where they
 * were taken. Moving them is the caller's.
 */
export async function carriedIds(ctx: Ctx, move: TicketMove, { table, message }: CarriedTable): Promise<string[]> {
  const { from } = directionOf(move);
  if (move.undoneAt !== null) {
    // A ticket that was split off goes up in the other one, with what came to it since; one that was merged takes its own along.
    const own = move.kind === 'split' ? '' : 'JOIN ticket_moved_rows r ON r.row_id = t.id AND r.move_id = $2 AND r.kind = $3';
    const back: { id: string }[] = await ctx.db.query(
      `SELECT t.id FROM ${table} t ${own} WHERE t.ticket_id = $1 ORDER BY t.id FOR UPDATE OF t`,
      [from, ...(move.kind === 'split' ? [] : [move.id, table])],
    );
    return back.map(({ id }) => id);
  }
  if (move.kind === 'split' && message === undefined) return [];
  const chosen =
    move.kind === 'split'
      ? `AND t.${message} IN (SELECT r.row_id FROM ticket_moved_rows r WHERE r.move_id = $1 AND r.kind = 'messages')`
      : '';
  const rows: { id: string }[] = await ctx.db.query(
    `WITH taken AS (SELECT t.id FROM ${table} t WHERE t.ticket_id = $2 ${chosen} ORDER BY t.id FOR UPDATE)
     INSERT INTO ticket_moved_rows (move_id, kind, row_id) SELECT $1, $3, id FROM taken ON CONFLICT DO NOTHING RETURNING row_id AS id`,
    [move.id, from, table],
  );
  return rows.map(({ id }) => id);
}

/** Moves the rows of a table along with a move, for tables nobody listens to row by row. Returns how many. */
export async function carryRows(ctx: Ctx, move: TicketMove, carried: CarriedTable & { isVersioned: boolean }): Promise<number> {
  const ids = await carriedIds(ctx, move, carried);
  if (ids.length === 0) return 0;
  const grows = carried.isVersioned ? ', version = version + 1, updated_at = $3' : '';
  await ctx.db.query(`UPDATE ${carried.table} SET ticket_id = $2${grows} WHERE id = ANY($1::uuid[])`, [
    ids,
    directionOf(move).to,
    ...(carried.isVersioned ? [ctx.now] : []),
  ]);
  return ids.length;
}
