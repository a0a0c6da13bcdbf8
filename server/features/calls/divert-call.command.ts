import type { CallEndReason } from '../../../shared/models/calls.js';
import type { Prompt } from '../../adapters/telephony/port.js';
import { planForQueue, type QueuePath, type QueuePlan, queueById } from '../queues/index.js';
import { maxWait } from './call-deadlines.js';
import { advance } from './call-machine.js';
import type { CallWork } from './call-work.js';

/** Where a queue sends callers for this reason; null when the reason is the carrier's, which nobody configured. */
export function pathFor(plan: QueuePlan, reason: CallEndReason | null): QueuePath | null {
  switch (reason) {
    case 'closed':
      return plan.paths.closed;
    case 'full':
      return plan.paths.full;
    case 'nobody':
      return plan.paths.nobody;
    case 'max-wait':
      return plan.paths.maxWait;
    default:
      return null;
  }
}

/** The new queue's longest wait begins now: without it a caller who was moved would wait for ever. */
export async function limitWait(work: CallWork, queueId: string): Promise<void> {
  const { ctx, call } = work;
  const queue = await queueById(ctx, queueId);
  if (queue?.maxWaitSeconds == null) await ctx.cancelDeadline(maxWait, call.id);
  else await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + queue.maxWaitSeconds * 1000), { callId: call.id });
}

/** What became of a diversion: the caller goes on waiting, in this queue or another, or leaves the queue. `prompts` are heard first. */
export interface Diversion {
  kind: 'waits' | 'leaves';
  prompts: readonly Prompt[];
}

/**
 * Leads a caller another way, as the queue says for this reason. `wait` changes nothing, `queue` moves the caller with their time of arrival,
 * anything else is OVERFLOW: the announcement, then a hang-up or another number.
 */
export async function divertCall(work: CallWork, reason: CallEndReason): Promise<Diversion> {
  const { call, ctx } = work;
  const plan = call.queueId === null ? null : await planForQueue(ctx, call.queueId);
  const path = plan === null ? null : pathFor(plan, reason);
  if (path?.action === 'wait') return { kind: 'waits', prompts: path.prompts };
  if (path?.action === 'queue' && path.queueId !== null) {
    work.moment('call.moved', { from: call.queueId, to: path.queueId, reason });
    call.queueId = path.queueId;
    await limitWait(work, path.queueId);
    return { kind: 'waits', prompts: path.prompts };
  }
  await advance(work, 'caller.diverted', { reason });
  return { kind: 'leaves', prompts: path?.prompts ?? [] };
}
