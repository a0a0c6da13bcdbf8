import type { ticketMoves as operation } from '../../../../shared/contract/ticket-moves.js';
import type { TicketName } from '../../../../shared/models/ticket-moves.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentNumber } from '../ticket.presenter.js';
import { visibleTo } from '../tickets.policy.js';
import { type MoveColumns, presentMove } from './move.presenter.js';

type Row = MoveColumns & { otherId: string; isUntouched: boolean; isVisible: boolean };

/** The moves of a ticket that stand, the latest first, and where it is now if it was merged. Indexes: ticket_moves_from, ticket_moves_into. */
export async function ticketMoves(ctx: Ctx, { ticketId }: { ticketId: string }): Promise<OutputOf<typeof operation>> {
  const visible = visibleTo(ctx.actor, 'o');
  const rows: Row[] = await ctx.db.query(
    `SELECT m.id, m.version, m.created_at AS "createdAt", m.kind, m.from_id AS "fromId", m.into_id AS "intoId", m.by_id AS "byId", m.undone_at AS "undoneAt", o.id AS "otherId", coalesce(${bind(visible, 1)}, false) AS "isVisible",
       (SELECT count(*) FROM tickets t WHERE (t.id = m.from_id AND t.version = m.from_version) OR (t.id = m.into_id AND t.version = m.into_version)) = 2 AS "isUntouched"
     FROM ticket_moves m JOIN tickets o ON o.id = CASE WHEN m.from_id = $1 THEN m.into_id ELSE m.from_id END
     WHERE (m.from_id = $1 OR m.into_id = $1) AND m.undone_at IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 50`,
    [ticketId, ...visible.params],
  );
  const now = await whereNow(ctx, ticketId);
  const named = await namesOfTickets(ctx, [...rows.map((row) => row.otherId), ...(now === null ? [] : [now])]);
  return {
    now: named.get(now ?? '') ?? null,
    items: rows.flatMap((row) => {
      const other = named.get(row.otherId);
      return other ? [{ move: presentMove(row), other, canUndo: row.isUntouched && row.isVisible }] : [];
    }),
  };
}

/** Where a merged ticket is now; null for one that stands by itself. */
async function whereNow(ctx: Ctx, ticketId: string): Promise<string | null> {
  const rows: { id: string }[] = await ctx.db.query(
    `WITH RECURSIVE way AS (SELECT merged_into_id AS id, 1 AS step FROM tickets WHERE id = $1 AND merged_into_id IS NOT NULL
       UNION ALL SELECT t.merged_into_id, way.step + 1 FROM way JOIN tickets t ON t.id = way.id WHERE t.merged_into_id IS NOT NULL)
     SELECT id FROM way ORDER BY step DESC LIMIT 1`,
    [ticketId],
  );
  return rows[0]?.id ?? null;
}

/** Tickets by id as their relatives name them; the number says nothing, the subject is for those who may see it. */
export async function namesOfTickets(ctx: Ctx, ids: readonly string[]): Promise<Map<string, TicketName>> {
  if (ids.length === 0) return new Map();
  const visible = visibleTo(ctx.actor, 't');
  const rows: { id: string; number: string; subject: string | null }[] = await ctx.db.query(
    `SELECT t.id, t.number, CASE WHEN ${bind(visible, 1)} THEN t.subject END AS subject FROM tickets t WHERE t.id = ANY($1::uuid[])`,
    [ids, ...visible.params],
  );
  const style = await numberStyle(ctx);
  return new Map(rows.map(({ id, number, subject }) => [id, { id, ...presentNumber(number, style), subject }]));
}
