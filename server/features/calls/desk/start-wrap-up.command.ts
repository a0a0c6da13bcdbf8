import { queueById } from '../../queues/index.js';
import { setStateTimeout } from '../call-deadlines.js';
import type { CallWork } from '../call-work.js';

/**
 * Wrap-up begins, as the queue says: `optional` none at all, `discretionary` as long as the agent likes, `boxed` and `boxed-no-exit` until the queue's
 * time is over (console.md B.8).
 */
export async function startWrapUp(work: CallWork): Promise<void> {
  const { call, ctx } = work;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const mode = queue?.wrapUpMode ?? 'discretionary';
  if (mode === 'discretionary') return;
  const seconds = mode === 'optional' ? 0 : (queue?.wrapUpSeconds ?? 0);
  call.wrapUpEndsAt = new Date(ctx.now.getTime() + seconds * 1000);
  await setStateTimeout(work, call.wrapUpEndsAt);
}
