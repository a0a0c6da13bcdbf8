import type { CallEndReason } from '../../../shared/models/calls.js';
import type { Prompt } from '../../adapters/telephony/port.js';
import { planForQueue, type QueuePath, type QueuePlan } from '../queues/index.js';
import { maxWait } from './call-deadlines.js';
import { advance } from './call-machine.js';
import type { CallWork } from './call-work.js';
import { commandLeg } from './carrier-commands.js';
import { legsOf } from './legs.query.js';
import { refusalOf } from './refusal.query.js';

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
async function limitWait(work: CallWork, queue: QueuePlan['queue']): Promise<void> {
  const { ctx, call } = work;
  if (queue?.maxWaitSeconds == null) await ctx.cancelDeadline(maxWait, call.id);
  else await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + queue.maxWaitSeconds * 1000), { callId: call.id });
}

/** What became of a diversion: the caller goes on waiting, in this queue or another, or leaves the queue. `prompts` are heard first. */
export interface Diversion {
  kind: 'waits' | 'leaves';
  prompts: readonly Prompt[];
}

/**
 * Leads a caller another way, as the queue says for this reason. `wait` changes nothing, `queue` moves the caller with their time of arrival to a queue
 * that is asked like for any caller and may send them on in turn (never back to one they come from), anything else is OVERFLOW: the announcement,
 * then a hang-up or another number. What is said on the way is heard in order; of the last one the document of OVERFLOW speaks itself.
 */
export async function divertCall(work: CallWork, reason: CallEndReason): Promise<Diversion> {
  const { call, ctx } = work;
  const prompts: Prompt[] = [];
  const seen = new Set<string>();
  let plan = call.queueId === null ? null : await planForQueue(ctx, call.queueId);
  for (let why: CallEndReason | null = reason; ; ) {
    const path = plan === null ? null : pathFor(plan, why);
    if (path?.action === 'wait') return { kind: 'waits', prompts: [...prompts, ...path.prompts] };
    if (call.queueId !== null) seen.add(call.queueId);
    if (path?.action !== 'queue' || path.queueId === null || seen.has(path.queueId)) {
      await advance(work, 'caller.diverted', { reason: why });
      return { kind: 'leaves', prompts };
    }
    prompts.push(...path.prompts);
    plan = await enterOther(work, path.queueId, why);
    why = await refusalOf(ctx, plan);
    if (why === null) return { kind: 'waits', prompts };
  }
}

async function enterOther(work: CallWork, queueId: string, reason: CallEndReason | null): Promise<QueuePlan | null> {
  const { call, ctx } = work;
  const plan = await planForQueue(ctx, queueId);
  work.stays.leave('flow-out', ctx.now);
  work.stays.enter(queueId, ctx.now);
  work.moment('call.moved', { from: call.queueId, to: queueId, ...(reason === null ? { by: ctx.actor.id } : { reason }) });
  call.queueId = queueId;
  await limitWait(work, plan?.queue ?? null);
  return plan;
}

/** Puts a waiting caller into another queue, which is asked like for any caller: its closed, full or nobody path is theirs. */
export async function transferWaiting(work: CallWork, queueId: string): Promise<Diversion> {
  const plan = await enterOther(work, queueId, null);
  work.call.priority = Math.max(work.call.priority, plan?.queue?.priority ?? 0);
  const why = await refusalOf(work.ctx, plan);
  return why === null ? { kind: 'waits', prompts: [] } : divertCall(work, why);
}

/** Lets a caller who waits at the carrier hear what a diversion says, and go where it leads. Who only changed queues goes on with the music. */
export async function followDiversion(work: CallWork, { kind, prompts }: Diversion): Promise<void> {
  const { call, ctx } = work;
  if (kind === 'waits' && prompts.length === 0) return;
  const caller = (await legsOf(ctx, call.id)).find((leg) => leg.role === 'customer' && leg.endedAt === null);
  if (caller) await commandLeg(work, caller, 'redirect', JSON.stringify(prompts));
}
