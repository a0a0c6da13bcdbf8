import { type Actor, type Ctx, hasRole } from '../../core/context.js';
import { type Condition, holdsFor } from '../../core/db/condition.js';
import { watchableBy } from '../queues/index.js';
import { LOST_WITHOUT_QUEUE } from './calls.audience.js';

/** Who may see what belongs to a queue, as a condition on the column that holds its id: whoever may watch that queue. */
export function queueVisibleTo(actor: Actor, column: string): Condition {
  const watchable = watchableBy(actor, 'q');
  if (watchable.params.length === 0) return watchable;
  return { sql: `${column} IN (SELECT q.id FROM queues q WHERE ${watchable.sql})`, params: watchable.params };
}

/** Who may see a call, as a condition on the row called `alias`: who sees its queue, whoever serves or served it, and whom it rings at. */
export function visibleTo(actor: Actor, alias: string): Condition {
  const queue = queueVisibleTo(actor, `${alias}.queue_id`);
  if (actor.kind === 'system' || queue.sql === 'TRUE') return queue;
  return {
    sql: `(${queue.sql}) OR ${alias}.agent_id = $2::uuid OR EXISTS (SELECT 1 FROM offers o WHERE o.call_id = ${alias}.id AND o.agent_id = $2::uuid)`,
    params: queue.params,
  };
}

/** Policy: the actor may see the call. */
export function maySeeCall(ctx: Ctx, input: { callId: string }): Promise<boolean> {
  return holdsFor(ctx, { table: 'calls', id: input.callId }, visibleTo(ctx.actor, 't'));
}

/**
 * Who may see a debt, as a condition on the row called `alias`: who sees its queue. One that reached no queue is everybody's who leads, so that the caller
 * is called back all the same.
 */
export function lostCallVisibleTo(actor: Actor, alias: string): Condition {
  const queue = queueVisibleTo(actor, `${alias}.queue_id`);
  return LOST_WITHOUT_QUEUE.some((role) => hasRole(actor, role))
    ? { sql: `(${queue.sql}) OR ${alias}.queue_id IS NULL`, params: queue.params }
    : queue;
}

/** Policy: the actor may settle this debt. */
export function maySeeLostCall(ctx: Ctx, input: { lostCallId: string }): Promise<boolean> {
  return holdsFor(ctx, { table: 'lost_calls', id: input.lostCallId }, lostCallVisibleTo(ctx.actor, 't'));
}
