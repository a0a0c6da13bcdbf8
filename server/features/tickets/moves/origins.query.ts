import type { Ctx } from '../../../core/context.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentNumber } from '../ticket.presenter.js';

/** Where messages and contacts came from that did not begin on the ticket they stand on: row id → number of the first one. Index: ticket_moved_rows_row. */
export async function originsOf(ctx: Ctx, rowIds: readonly string[]): Promise<Record<string, string>> {
  if (rowIds.length === 0) return {};
  const rows: { id: string; number: string }[] = await ctx.db.query(
    `SELECT r.row_id AS id, t.number FROM ticket_moved_rows r JOIN ticket_moves m ON m.id = r.move_id AND m.undone_at IS NULL
       JOIN tickets t ON t.id = m.from_id
     WHERE r.row_id = ANY($1::uuid[]) AND r.kind IN ('messages', 'interactions') ORDER BY m.created_at DESC, m.id DESC`,
    [rowIds],
  );
  const style = await numberStyle(ctx);
  return Object.fromEntries(rows.map(({ id, number }) => [id, presentNumber(number, style).numberText]));
}
