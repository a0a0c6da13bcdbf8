import type { likeTickets as operation } from '../../../../shared/contract/ticket-moves.js';
import type { Likeness } from '../../../../shared/models/ticket-moves.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { namesOf } from '../lists/names.query.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicketLite } from '../ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from '../ticket-columns.js';
import { visibleTo } from '../tickets.policy.js';

type Row = TicketColumns & { reasons: Likeness[] };

/** Shown beside a ticket. */
const SHOWN = 5;
/** Tickets this far apart are near in time; what is twelve weeks away is another matter. */
const NEAR = "interval '3 days'";
const FAR = "interval '84 days'";
/** Subjects this alike (pg_trgm) are similar. */
const ALIKE = 0.4;

/**
 * Tickets that are perhaps about the same: of the same person (or one of the same name, who wrote from a private address), or the same company, and besides
 * that with a similar subject or near in time. Ended ones only within the near time; linked ones not at all, for
 * somebody has told them apart. Indexes: ticket_links_once, tickets_person, tickets_company, persons_sort.
 */
export async function likeTickets(ctx: Ctx, { ticketId }: { ticketId: string }): Promise<OutputOf<typeof operation>> {
  const visible = visibleTo(ctx.actor, 't');
  const rows: Row[] = await ctx.db.query(`${CANDIDATES.replace('VISIBLE', bind(visible, 1))}`, [ticketId, ...visible.params]);
  const style = await numberStyle(ctx);
  return {
    items: rows.map((row) => ({ ticket: presentTicketLite(row, style), reasons: row.reasons })),
    names: await namesOf(ctx, { personIds: rows.map((row) => row.personId), companyIds: rows.map((row) => row.companyId) }),
  };
}

const CANDIDATES = `
WITH me AS (SELECT t.id, t.person_id, t.company_id, t.active_at, t.subject, t.merged_into_id, p.sort_name
    FROM tickets t LEFT JOIN persons p ON p.id = t.person_id WHERE t.id = $1),
namesakes AS (SELECT p.id FROM me JOIN persons p ON p.sort_name = me.sort_name AND p.id <> me.person_id WHERE me.sort_name <> '' LIMIT 20),
near AS (
  SELECT x.id FROM me CROSS JOIN LATERAL (SELECT t.id FROM tickets t WHERE t.person_id = me.person_id ORDER BY t.active_at DESC LIMIT 50) x
  UNION SELECT x.id FROM namesakes n CROSS JOIN LATERAL (SELECT t.id FROM tickets t WHERE t.person_id = n.id ORDER BY t.active_at DESC LIMIT 20) x
  UNION SELECT x.id FROM me CROSS JOIN LATERAL (SELECT t.id FROM tickets t WHERE t.company_id = me.company_id ORDER BY t.active_at DESC LIMIT 50) x),
judged AS (
  SELECT t.*, t.person_id = me.person_id AS same_person, t.person_id IN (SELECT id FROM namesakes) AS same_name, t.company_id = me.company_id AS same_company,
    similarity(lower(t.subject), lower(me.subject)) AS alike, abs(extract(epoch FROM t.active_at - me.active_at)) <= extract(epoch FROM ${NEAR}) AS is_near
  FROM near JOIN tickets t ON t.id = near.id CROSS JOIN me
  WHERE t.id <> me.id AND t.merged_into_id IS NULL AND me.merged_into_id IS NULL AND t.active_at BETWEEN me.active_at - ${FAR} AND me.active_at + ${FAR})
SELECT ${TICKET_COLUMNS}, array_remove(ARRAY[
    CASE WHEN t.same_person THEN 'same-person' END, CASE WHEN t.same_name THEN 'same-name' END,
    CASE WHEN t.same_company AND t.same_person IS NOT TRUE THEN 'same-company' END,
    CASE WHEN t.alike >= ${ALIKE} THEN 'similar-subject' END, CASE WHEN t.is_near THEN 'near-in-time' END], NULL) AS reasons
FROM judged t
WHERE (VISIBLE) AND (t.ended_at IS NULL OR t.is_near)
  AND NOT EXISTS (SELECT 1 FROM ticket_links l WHERE (l.from_id = t.id AND l.to_id = $1) OR (l.from_id = $1 AND l.to_id = t.id))
  AND (t.alike >= ${ALIKE} OR (t.is_near AND (t.same_person OR t.same_name)))
ORDER BY (coalesce(t.same_person, false)::int * 2 + coalesce(t.same_name, false)::int + t.alike * 3 + t.is_near::int) DESC, t.active_at DESC, t.id LIMIT ${SHOWN}`;
