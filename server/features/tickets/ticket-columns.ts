import type { TicketRow } from './ticket.entity.js';

/** Columns of `tickets t` under the names of the entity, for hot SQL that goes straight to the presenter. `number` comes as text, instants as Date. */
export const TICKET_COLUMNS = `t.id, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.number, t.subject, t.kind, t.reason_id AS "reasonId",
  t.status, t.priority, t.team_id AS "teamId", t.owner_id AS "ownerId", t.follower_ids AS "followerIds", t.person_id AS "personId", t.company_id AS "companyId",
  t.tags, t.planned_for AS "plannedFor", t.active_at AS "activeAt", t.ended_at AS "endedAt", t.created_by_id AS "createdById", t.first_answered_at AS "firstAnsweredAt", t.quiet_replies AS "quietReplies", t.mentioned_ids AS "mentionedIds", t.merged_into_id AS "mergedIntoId",
  t.channel, t.is_demo AS "isDemo"`;

/** A row read with `TICKET_COLUMNS`. */
export type TicketColumns = { [K in keyof TicketRow]: TicketRow[K] };
