import type { TaskRow } from './task.entity.js';

/** What these columns select. */
export type TaskColumns = Omit<TaskRow, 'isConfidential' | 'hasTicketTeam'>;

/** Columns of `tasks t` under the names of the entity, for SQL that goes straight to the presenter. */
export const TASK_COLUMNS = `t.id, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.kind, t.what, t.state, t.owner_id AS "ownerId",
  t.team_id AS "teamId", t.due_at AS "dueAt", t.due_precision AS "duePrecision", t.remind_at AS "remindAt", t.person_id AS "personId",
  t.company_id AS "companyId", t.ticket_id AS "ticketId", t.call_id AS "callId", t.rang_at AS "rangAt", t.seen_at AS "seenAt", t.passed_at AS "passedAt",
  t.ended_at AS "endedAt", t.ended_by_id AS "endedById", t.drop_reason AS "dropReason", t.created_by_id AS "createdById", t.is_demo AS "isDemo"`;
