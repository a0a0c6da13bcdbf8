import type { CallEndReason } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import type { QueuePlan } from '../queues/index.js';
import { isAnyoneHere, waitingIn } from './queue-room.query.js';

/** Why a queue cannot take a caller now: closed, full, nobody there (where the queue minds), closed down. Null: it can. The same for whoever comes, from outside or from another queue. */
export async function refusalOf(ctx: Ctx, plan: QueuePlan | null): Promise<CallEndReason | null> {
  const queue = plan?.queue;
  if (!plan || !queue) return 'nobody';
  if (!plan.isOpen || !queue.isActive) return 'closed';
  if (queue.maxWaiting !== null && (await waitingIn(ctx, queue.id)) >= queue.maxWaiting) return 'full';
  if (plan.paths.nobody.action !== 'wait' && !(await isAnyoneHere(ctx, queue.id))) return 'nobody';
  return null;
}
