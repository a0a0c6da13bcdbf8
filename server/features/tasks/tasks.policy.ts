import { type Actor, type Ctx, hasRole } from '../../core/context.js';
import { type Condition, holdsFor } from '../../core/db/condition.js';
import { teamsOf } from '../tickets/index.js';

/**
 * Who may see a task, as a condition on the row called `alias`: its owner, its maker, its team and that team's supervisors, admins. A promise besides
 * by everybody, because whoever picks up the customer's call must know it, unless its team or that of its ticket is confidential. The system sees all.
 */
export function visibleTo(actor: Actor, alias: string): Condition {
  if (actor.kind === 'system' || hasRole(actor, 'admin')) return { sql: 'TRUE', params: [] };
  return {
    sql: `${alias}.owner_id = $2::uuid OR ${alias}.created_by_id = $2::uuid OR ${alias}.team_id = ANY($1::uuid[]) OR (${openPromise(alias)})`,
    params: [teamsOf(actor), actor.id],
  };
}

/** The same for an account that is not the actor: the agent a call is offered to. `$1` is the account's id. */
export function visibleToAccount(accountId: string, alias: string): Condition {
  return {
    sql: `${alias}.owner_id = $1::uuid OR ${alias}.created_by_id = $1::uuid OR (${openPromise(alias)})
      OR ${alias}.team_id IN (SELECT m.team_id FROM team_members m WHERE m.account_id = $1::uuid)
      OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = $1::uuid AND 'admin' = ANY(a.roles))`,
    params: [accountId],
  };
}

function openPromise(alias: string): string {
  return `${alias}.kind = 'promise' AND NOT ${alias}.is_confidential`;
}

/** True when the actor may see the task. Who sees it may also work on it. False for one that does not exist. */
export function maySeeTask(ctx: Ctx, taskId: string): Promise<boolean> {
  return holdsFor(ctx, { table: 'tasks', id: taskId }, visibleTo(ctx.actor, 't'));
}
