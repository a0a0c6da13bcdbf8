import type { LinkedTicket, TicketLinks } from '../../../../shared/models/ticket-links.js';
import type { TicketStatus } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentNumber } from '../ticket.presenter.js';
import { visibleTo } from '../tickets.policy.js';
import { presentLink } from './link.presenter.js';
import type { TicketLinkRow } from './ticket-link.entity.js';

interface Row extends Pick<TicketLinkRow, 'id' | 'version' | 'kind' | 'fromId' | 'toId'> {
  isFrom: boolean;
  otherId: string;
  number: string;
  subject: string | null;
  status: TicketStatus | null;
}

/** A ticket and everything that was merged into it, as `me (id)`; `$1` is the ticket. Index: tickets_merged. */
const MEMBERS = `me AS (SELECT $1::uuid AS id UNION SELECT t.id FROM tickets t JOIN me ON t.merged_into_id = me.id)`;

/**
 * What a ticket is linked with, open ones first. Merged tickets keep their links and are read where they are now, so that undoing a merge needs no way back;
 * a link that a merge closed in itself is left out. Indexes: ticket_links_once, ticket_links_to.
 */
export async function ticketLinks(ctx: Ctx, { ticketId }: { ticketId: string }): Promise<TicketLinks> {
  const visible = bind(visibleTo(ctx.actor, 'o'), 1);
  const rows: Row[] = await ctx.db.query(
    `WITH RECURSIVE ${MEMBERS},
     links AS (SELECT l.*, l.from_id IN (SELECT id FROM me) AS is_from FROM ticket_links l WHERE l.from_id IN (SELECT id FROM me) OR l.to_id IN (SELECT id FROM me)),
     way AS (SELECT l.id AS link_id, CASE WHEN l.is_from THEN l.to_id ELSE l.from_id END AS id FROM links l
       UNION SELECT way.link_id, t.merged_into_id FROM way JOIN tickets t ON t.id = way.id WHERE t.merged_into_id IS NOT NULL)
     SELECT DISTINCT ON (o.id, l.kind, l.is_from) l.id, l.version, l.kind, l.from_id AS "fromId", l.to_id AS "toId", l.is_from AS "isFrom", o.id AS "otherId", o.number,
       CASE WHEN ${visible} THEN o.subject END AS subject, CASE WHEN ${visible} THEN o.status END AS status
     FROM links l JOIN way ON way.link_id = l.id JOIN tickets o ON o.id = way.id AND o.merged_into_id IS NULL
     WHERE o.id NOT IN (SELECT id FROM me) ORDER BY o.id, l.kind, l.is_from, l.created_at`,
    [ticketId, ...visibleTo(ctx.actor, 'o').params],
  );
  const style = await numberStyle(ctx);
  const linked = (row: Row): LinkedTicket => ({
    link: presentLink(row),
    ticket: { id: row.otherId, ...presentNumber(row.number, style), subject: row.subject, status: row.status },
  });
  const parent = rows.find((row) => row.kind === 'child' && !row.isFrom);
  const related = new Map(rows.filter((row) => row.kind === 'related').map((row) => [row.otherId, linked(row)]));
  return {
    parent: parent ? linked(parent) : null,
    children: rows.filter((row) => row.kind === 'child' && row.isFrom).map(linked),
    related: [...related.values()],
  };
}

/** True when `ticketId` stands above `startId`, or is it: what hangs below it must not become its parent. */
export async function isAbove(ctx: Ctx, startId: string, ticketId: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = startId; at !== null && !seen.has(at); ) {
    if (at === ticketId) return true;
    seen.add(at);
    at = (await ticketLinks(ctx, { ticketId: at })).parent?.ticket.id ?? null;
  }
  return false;
}
