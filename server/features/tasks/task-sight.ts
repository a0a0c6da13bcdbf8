import type { Ctx } from '../../core/context.js';

/** Whose a task is, as far as that decides who may see it. */
export interface TaskSight {
  teamId: string | null;
  /** Its team, or the team of its ticket, is a confidential one: a promise is then not everybody's to see. */
  isConfidential: boolean;
}

/**
 * The team of a task and whether it is confidential. A task that took its team from its ticket (`hasTicketTeam`) follows it. Locks ticket and teams
 * against change until the transaction ends, so that a ticket that moves and a team that becomes confidential in the same moment find the task.
 */
export async function sightOf(
  ctx: Ctx,
  task: { teamId: string | null; ticketId: string | null; hasTicketTeam: boolean },
): Promise<TaskSight> {
  const tickets: { teamId: string | null }[] =
    task.ticketId === null ? [] : await ctx.db.query('SELECT team_id AS "teamId" FROM tickets WHERE id = $1 FOR SHARE', [task.ticketId]);
  const ticketTeam = tickets[0]?.teamId ?? null;
  const teamId = task.hasTicketTeam ? (ticketTeam ?? task.teamId) : task.teamId;
  const teams: { isConfidential: boolean }[] = await ctx.db.query(
    'SELECT is_confidential AS "isConfidential" FROM teams WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE',
    [[teamId, ticketTeam].filter((id) => id !== null)],
  );
  return { teamId, isConfidential: teams.some((team) => team.isConfidential) };
}
