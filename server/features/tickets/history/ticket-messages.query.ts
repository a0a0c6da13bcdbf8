import type { HistoryEntry } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import type { MessageRow } from '../message.entity.js';
import { presentMessage } from '../message.presenter.js';
import type { Stretch } from './ticket-history.query.js';

/** Messages of a stretch of history, latest first. Index: messages_ticket. */
export async function messagesOf(ctx: Ctx, stretch: Stretch): Promise<HistoryEntry[]> {
  const rows: MessageRow[] = await ctx.db.query(
    `SELECT m.id, m.version, m.created_at AS "createdAt", m.updated_at AS "updatedAt", m.ticket_id AS "ticketId", m.kind, m.author_id AS "authorId", m.text, m.mail
     FROM messages m
     WHERE m.ticket_id = $1 AND m.created_at <= coalesce($2::timestamptz, 'infinity') AND (m.created_at, ('message:' || m.id::text) COLLATE "C") < (coalesce($2::timestamptz, 'infinity'), coalesce($3::text, ''))
     ORDER BY m.created_at DESC, m.id DESC LIMIT $4`,
    [stretch.ticketId, stretch.before?.at ?? null, stretch.before?.key ?? null, stretch.limit],
  );
  return rows.map((row) => ({ kind: 'message', key: `message:${row.id}`, at: row.createdAt.toISOString(), message: presentMessage(row) }));
}
