import type { Actor, Ctx } from '../../core/context.js';
import { hasRole } from '../../core/context.js';
import { bind, type Condition } from '../../core/db/condition.js';

/**
 * Whose presence may be seen, as a condition on an account id: one's own, that of people in a team one belongs to or leads, that of members of
 * queues of those teams or of queues one belongs to; administrators see all.
 */
export function visibleTo(actor: Actor, accountId: string): Condition {
  if (actor.kind === 'system' || hasRole(actor, 'admin')) return { sql: 'TRUE', params: [] };
  const teams = [...new Set([...actor.teamIds, ...actor.supervisedTeamIds])];
  return {
    sql: `${accountId} = $1::uuid
      OR EXISTS (SELECT 1 FROM team_members tm WHERE tm.account_id = ${accountId} AND tm.team_id = ANY($2::uuid[]))
      OR EXISTS (SELECT 1 FROM queue_members qm JOIN queues q ON q.id = qm.queue_id WHERE qm.account_id = ${accountId}
        AND (q.team_id = ANY($2::uuid[]) OR EXISTS (SELECT 1 FROM queue_members own WHERE own.queue_id = q.id AND own.account_id = $1::uuid)))`,
    params: [actor.id, teams],
  };
}

/** One's own day, that of people in a team one leads, or as administrator anybody's: times of others are no colleague's business. */
export async function mayReadTimes(ctx: Ctx, input: { accountId: string }): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== 'agent') return false;
  if (actor.id === input.accountId || hasRole(actor, 'admin')) return true;
  const rows: unknown[] = await ctx.db.query('SELECT 1 FROM team_members WHERE account_id = $1 AND team_id = ANY($2::uuid[])', [
    input.accountId,
    [...actor.supervisedTeamIds],
  ]);
  return rows.length > 0;
}

/** The condition with its parameters moved behind `offset` others, ready for a statement. */
export function visibleSql(actor: Actor, accountId: string, offset: number): Condition {
  const condition = visibleTo(actor, accountId);
  return { sql: bind(condition, offset), params: condition.params };
}
