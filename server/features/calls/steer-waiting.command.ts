import type { Call } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { queueById } from '../queues/index.js';
import { agentId } from './actor.js';
import { CallEntity } from './call.entity.js';
import { presentCall } from './call.presenter.js';
import { type CallWork, withCall } from './call-work.js';
import { followDiversion, transferWaiting } from './divert-call.command.js';
import { makeOffer } from './make-offer.command.js';

/** Puts a waiting call to an agent out of turn, by default to me: it rings there like any other. Throws CALL_ALREADY_TAKEN, AGENT_NOT_FREE, NOT_FOUND. */
export async function pickCall(ctx: Ctx, input: { callId: string; agentId?: string | undefined }): Promise<Call> {
  const agent = input.agentId ?? agentId(ctx);
  const before = found(await ctx.db.getRepository(CallEntity).findOneBy({ id: input.callId }), 'call');
  const queue = found(before.queueId === null ? null : await queueById(ctx, before.queueId), 'queue');
  const isMade = await makeOffer(ctx, { callId: input.callId, agentId: agent }, queue);
  const call = found(await ctx.db.getRepository(CallEntity).findOneBy({ id: input.callId }), 'call');
  if (isMade) return presentCall(call);
  if (call.state === 'QUEUED') throw new AppError('AGENT_NOT_FREE', 'The agent is not ready, free and reachable.');
  throw new AppError('CALL_ALREADY_TAKEN', 'The call no longer waits.', { state: call.state });
}

async function onWaiting(ctx: Ctx, callId: string, run: (work: CallWork) => Promise<void>): Promise<Call> {
  const call = await withCall(ctx, callId, async (work) => {
    if (work.call.state !== 'QUEUED') throw new AppError('WRONG_CALL_STATE', 'The call does not wait.', { state: work.call.state });
    await run(work);
    return work.call;
  });
  return presentCall(call);
}

/**
 * Moves a waiting call to another queue that is in use; it keeps its time of arrival and takes the queue's priority when that is higher. A queue that is
 * closed, full or has nobody leads the caller on, as it would anybody. Throws NOT_FOUND, WRONG_CALL_STATE.
 */
export function moveCall(ctx: Ctx, input: { callId: string; queueId: string }): Promise<Call> {
  return onWaiting(ctx, input.callId, async (work) => {
    const queue = found(await queueById(ctx, input.queueId), 'queue');
    if (!queue.isActive) throw new AppError('NOT_FOUND', 'This queue is closed down.');
    if (queue.id === work.call.queueId) return;
    await followDiversion(work, await transferWaiting(work, queue.id));
  });
}

/** Changes the priority of a waiting call; higher is served first. */
export function prioritiseCall(ctx: Ctx, input: { callId: string; priority: number }): Promise<Call> {
  return onWaiting(ctx, input.callId, (work) => {
    work.moment('call.prioritised', { from: work.call.priority, to: input.priority, by: ctx.actor.id });
    work.call.priority = input.priority;
    return Promise.resolve();
  });
}
