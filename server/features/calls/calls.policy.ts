import { OPEN_OFFER_STATES } from '../../../shared/domain/offer-state.js';
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

/** Offers that let an agent see the call: one that rings or is being connected now, and one that led to a conversation. */
const SIGHT = [...OPEN_OFFER_STATES, 'CONNECTED'].map((state) => `'${state}'`).join(', ');

/** Who may see a call, as a condition on the row called `alias`: who sees its queue, whoever serves or served it, and whom it rings at. */
export function visibleTo(actor: Actor, alias: string): Condition {
  const queue = queueVisibleTo(actor, `${alias}.queue_id`);
  if (actor.kind === 'system' || queue.sql === 'TRUE') return queue;
  return {
    sql: `(${queue.sql}) OR ${alias}.agent_id = $2::uuid OR EXISTS (SELECT 1 FROM offers o WHERE o.call_id = ${alias}.id AND o.agent_id = $2::uuid AND o.state IN (${SIGHT}))`,
    params: queue.params,
  };
}

/** Policy: the actor may see the call. */
export function maySeeCall(ctx: Ctx, input: { callId: string }): Promise<boolean> {
  return holdsFor(ctx, { table: 'calls', id: input.callId }, visibleTo(ctx.actor, 't'));
}

/** Policy: the call may be put to this agent, because they are one of those who answer its queue. */
export async function answersCall(ctx: Ctx, input: { callId: string; agentId: string }): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    'SELECT 1 FROM calls c JOIN queue_members m ON m.queue_id = c.queue_id WHERE c.id = $1 AND m.account_id = $2',
    [input.callId, input.agentId],
  );
  return rows.length > 0;
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
