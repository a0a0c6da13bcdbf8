import { queueById } from '../queues/index.js';
import { maxWait } from './call-deadlines.js';
import type { CallWork } from './call-work.js';

/** The longest wait of the call's queue begins now, in place of the one that ran: without it a caller would wait for ever. */
export async function limitWait({ ctx, call }: CallWork): Promise<void> {
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  if (queue?.maxWaitSeconds == null) await ctx.cancelDeadline(maxWait, call.id);
  else await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + queue.maxWaitSeconds * 1000), { callId: call.id });
}
