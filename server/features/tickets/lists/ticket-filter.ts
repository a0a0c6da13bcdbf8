import type * as z from 'zod/mini';
import { parseTicketNumber, type TicketNumberStyle } from '../../../../shared/domain/ticket-number.js';
import type { ticketListQuery } from '../../../../shared/models/ticket-lists.js';
import type { TicketView } from '../../../../shared/models/tickets.js';
import type { Actor } from '../../../core/context.js';
import type { Condition } from '../../../core/db/condition.js';
import { teamsOf, visibleTo } from '../tickets.policy.js';

/** What a list may be narrowed by. */
export type TicketFilter = z.infer<z.ZodMiniObject<typeof ticketListQuery>>;

/** The condition of a view on `tickets t`, on top of what the actor may see. */
export function viewCondition(actor: Actor, view: TicketView): Condition {
  switch (view) {
    case 'mine':
      return { sql: 't.owner_id = $1::uuid', params: [actor.id] };
    case 'team':
      return { sql: 't.team_id = ANY($1::uuid[])', params: [teamsOf(actor)] };
    case 'unassigned':
      return { sql: 't.owner_id IS NULL', params: [] };
    case 'waiting':
      return { sql: "t.status IN ('waiting-customer', 'waiting-internal', 'planned')", params: [] };
    case 'all':
      return { sql: 'TRUE', params: [] };
  }
}

/** A merged ticket is no row of its own: it is found where it is now. */
const STANDS_ALONE: Condition = { sql: 't.merged_into_id IS NULL', params: [] };

/** Every condition of a list: what the actor may see, the view, the filters. */
export function ticketConditions(actor: Actor, filter: TicketFilter, style: TicketNumberStyle): Condition[] {
  const equal: [string, unknown][] = [
    ['t.kind = $1', filter.kind],
    ['t.priority = $1', filter.priority],
    ['t.reason_id = $1::uuid', filter.reasonId],
    ['t.team_id = $1::uuid', filter.teamId],
    ['t.owner_id = $1::uuid', filter.ownerId],
    ['t.person_id = $1::uuid', filter.personId],
    ['t.company_id = $1::uuid', filter.companyId],
    ['t.tags @> ARRAY[$1::text]', filter.tag],
  ];
  const given = equal.filter(([, value]) => value !== undefined).map(([sql, value]) => ({ sql, params: [value] }));
  return [
    visibleTo(actor, 't'),
    STANDS_ALONE,
    viewCondition(actor, filter.view ?? 'all'),
    statusCondition(actor, filter),
    ...searchCondition(filter.search, style),
    ...given,
  ];
}

/** Tickets where a note spoke to the actor and they have not looked since. The first half is there for the partial index. */
export function mentionedCondition(actor: Actor): Condition {
  return { sql: "t.mentioned_ids <> '{}' AND t.mentioned_ids @> ARRAY[$1::uuid]", params: [actor.id] };
}

function statusCondition(actor: Actor, filter: TicketFilter): Condition {
  if (filter.isMentioned) return mentionedCondition(actor);
  if (filter.isQuiet) return { sql: 't.quiet_replies > 0', params: [] };
  const { status = [] } = filter;
  // A view of one's own says itself which states it shows.
  const isOwn = filter.savedViewId !== undefined || filter.where !== undefined;
  if (status.length === 0) return isOwn ? { sql: 'TRUE', params: [] } : { sql: 't.ended_at IS NULL', params: [] };
  // Said again for the partial indexes: they cannot see that none of these states is an end.
  const open = status.every((one) => one !== 'solved' && one !== 'closed') ? ' AND t.ended_at IS NULL' : '';
  return { sql: `t.status = ANY($1::text[])${open}`, params: [status] };
}

function searchCondition(search: string | undefined, style: TicketNumberStyle): Condition[] {
  if (search === undefined) return [];
  const number = parseTicketNumber(search, style);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6);
  const likeOf = (alias: string) => words.map((_word, at) => `lower(${alias}.subject) LIKE $${at + 1}`).join(' AND ') || 'TRUE';
  const like = `(${likeOf('t')}) OR t.id IN (SELECT m.merged_into_id FROM tickets m WHERE m.merged_into_id IS NOT NULL AND ${likeOf('m')})`;
  const params: unknown[] = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  if (number.kind !== 'valid') return [{ sql: like, params }];
  // Numbers are followed: of a merged ticket, or of a call that was joined to one.
  return [
    {
      sql: `${like} OR t.id = (SELECT n.ticket_id FROM ticket_numbers n WHERE n.number = $${params.length + 1})`,
      params: [...params, number.counter],
    },
  ];
}
