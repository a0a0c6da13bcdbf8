import type { HistoryEntry } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import type { Stretch } from './ticket-history.query.js';

interface Row {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string;
  action: string;
  changes: Record<string, [unknown, unknown]>;
}

/** Fields that follow from others and tell a reader nothing. */
const SILENT = new Set(['activeAt', 'endedAt', 'quietReplies', 'mentionedIds', 'firstAnsweredAt', 'mergedIntoId']);
/** Audit ids are padded so that keys sort as they do. */
const keyOf = (id: string) => `change:${id.padStart(19, '0')}`;

/**
 * Audited changes of a stretch of history, latest first; those that only moved the ticket up in the lists are left out. The audit's ids grow with its
 * time within a ticket (its row is locked by each change), so the index audit_entity serves the order.
 */
export async function changesOf(ctx: Ctx, stretch: Stretch): Promise<HistoryEntry[]> {
  const rows: Row[] = await ctx.db.query(
    `SELECT a.id::text AS id, a.at, a.actor_id AS "actorId", a.actor_name AS "actorName", a.action, a.changes FROM audit a
     WHERE a.entity = 'tickets' AND a.entity_id = $1 AND (a.action <> 'changed' OR a.changes - '{activeAt,endedAt,quietReplies,mentionedIds,firstAnsweredAt,mergedIntoId}'::text[] <> '{}'::jsonb)
       AND (a.at, ('change:' || lpad(a.id::text, 19, '0')) COLLATE "C") < (coalesce($2::timestamptz, 'infinity'), coalesce($3::text, ''))
     ORDER BY a.id DESC LIMIT $4`,
    [stretch.ticketId, stretch.before?.at ?? null, stretch.before?.key ?? null, stretch.limit],
  );
  return rows.map((row) => ({
    kind: 'change',
    key: keyOf(row.id),
    at: row.at.toISOString(),
    change: { actorId: row.actorId, actorName: row.actorName, action: row.action, fields: tellingFields(row.changes) },
  }));
}

function tellingFields(changes: Row['changes']): Row['changes'] {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !SILENT.has(field)));
}
