import type { Actor, Ctx } from '../../core/context.js';
import { hasRole } from '../../core/context.js';
import type { Condition } from '../../core/db/condition.js';

/** Supervisors of the queue's team and administrators arrange who answers it. False for a queue that does not exist. */
export async function mayArrangeQueue(ctx: Ctx, input: { queueId: string }): Promise<boolean> {
  if (ctx.actor.kind !== 'agent') return false;
  if (hasRole(ctx.actor, 'admin')) return true;
  const rows: unknown[] = await ctx.db.query('SELECT 1 FROM queues WHERE id = $1 AND team_id = ANY($2::uuid[])', [
    input.queueId,
    [...ctx.actor.supervisedTeamIds],
  ]);
  return rows.length > 0;
}

/**
 * Whose calls and figures may be watched, as a condition on the queue row called `alias`: the queues of one's teams and of teams one leads, those
 * one is a member of; administrators watch all.
 */
export function watchableBy(actor: Actor, alias: string): Condition {
  if (actor.kind === 'system' || hasRole(actor, 'admin')) return { sql: 'TRUE', params: [] };
  return {
    sql: `${alias}.team_id = ANY($1::uuid[]) OR EXISTS (SELECT 1 FROM queue_members qm WHERE qm.queue_id = ${alias}.id AND qm.account_id = $2::uuid)`,
    params: [[...new Set([...actor.teamIds, ...actor.supervisedTeamIds])], actor.id],
  };
}

/** True when the actor may watch this queue. */
export async function mayWatchQueue(ctx: Ctx, queueId: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/i.test(queueId)) return false;
  const visible = watchableBy(ctx.actor, 'q');
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM queues q WHERE (${visible.sql}) AND q.id = $${visible.params.length + 1}`, [
    ...visible.params,
    queueId,
  ]);
  return rows.length > 0;
}
