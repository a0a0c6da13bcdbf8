import type { PersonMerge } from '../../../shared/models/person-merges.js';
import type { TicketMove } from '../../../shared/models/ticket-moves.js';
import type { Ctx } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { directionOfMerge, rowsOfMerge } from '../people/index.js';
import { carriedIds, directionOf } from '../tickets/index.js';
import { changeTask, lockTask } from './change-task.js';
import { sightOf, type TaskSight } from './task-sight.js';

const SIGHT = `SELECT s.id, s.team_id AS "teamId", s.is_confidential AS "isConfidential"
  FROM (
    SELECT t.id, t.team_id AS old_team_id, t.is_confidential AS was_confidential, n.team_id,
      EXISTS (SELECT 1 FROM teams x WHERE x.is_confidential AND x.id IN (n.team_id, k.team_id)) AS is_confidential
    FROM tasks t LEFT JOIN tickets k ON k.id = t.ticket_id
      CROSS JOIN LATERAL (SELECT CASE WHEN t.has_ticket_team THEN coalesce(k.team_id, t.team_id) ELSE t.team_id END AS team_id) n`;
const DIFFERS = `) s WHERE s.team_id IS DISTINCT FROM s.old_team_id OR s.is_confidential <> s.was_confidential ORDER BY s.id`;

/** Gives tasks the team and the confidentiality that now follow from their ticket and teams; who loses sight of one hears that it is gone. */
async function refreshSight(ctx: Ctx, which: 'ticket' | 'team', id: string): Promise<void> {
  const condition =
    which === 'ticket' ? 't.ticket_id = $1' : 't.team_id = $1 OR t.ticket_id IN (SELECT m.id FROM tickets m WHERE m.team_id = $1)';
  const rows: (TaskSight & { id: string })[] = await ctx.db.query(`${SIGHT} WHERE ${condition} ${DIFFERS}`, [id]);
  for (const { id: taskId, teamId, isConfidential } of rows)
    await changeTask(ctx, { id: taskId, expected: null }, { teamId, isConfidential });
}

/** Tasks go along with a ticket that was merged, and back; who sees them follows from where they stand. */
async function followMove(ctx: Ctx, move: TicketMove): Promise<void> {
  const { to: ticketId } = directionOf(move);
  for (const id of await carriedIds(ctx, move, { table: 'tasks' })) {
    const row = await lockTask(ctx, id);
    await changeTask(ctx, { id, expected: null }, { ticketId, ...(await sightOf(ctx, { ...row, ticketId })) });
  }
}

/** Tasks go along with a person who was merged, and back. */
async function followMerge(ctx: Ctx, merge: PersonMerge): Promise<void> {
  const { to: personId } = directionOfMerge(merge);
  for (const id of await rowsOfMerge(ctx, merge, 'tasks')) await changeTask(ctx, { id, expected: null }, { personId });
}

/** Tasks follow the team of their ticket, and promises are seen by nobody else from the moment a team becomes confidential. */
export const tasksReactions: readonly Reaction[] = [
  react('ticket.changed', (ctx, ticket) => refreshSight(ctx, 'ticket', ticket.id)),
  react('ticket-move.changed', followMove),
  react('person-merge.changed', followMerge),
  react('team.changed', (ctx, team) => refreshSight(ctx, 'team', team.id)),
];
