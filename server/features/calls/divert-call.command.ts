import type { CallEndReason } from '../../../shared/models/calls.js';
import type { CallerPath } from '../../../shared/models/queues.js';
import { type QueueRow, queueById } from '../queues/index.js';
import { advance } from './call-machine.js';
import type { CallWork } from './call-work.js';

/** Where a queue sends callers for this reason; null when the reason is the carrier's, which nobody configured. */
export function pathFor(queue: QueueRow, reason: CallEndReason | null): CallerPath | null {
  switch (reason) {
    case 'closed':
      return queue.closedPath;
    case 'full':
      return queue.fullPath;
    case 'nobody':
      return queue.nobodyPath;
    case 'max-wait':
      return queue.maxWaitPath;
    default:
      return null;
  }
}

/** What became of a diversion: the caller goes on waiting, in this queue or another, or leaves the queue. */
export type Diversion = { kind: 'waits' | 'leaves'; path: CallerPath | null };

/**
 * Leads a caller another way, as the queue says for this reason. `wait` changes nothing, `queue` moves the caller with their time of arrival,
 * anything else is OVERFLOW: the announcement, then a hang-up or another number.
 */
export async function divertCall(work: CallWork, reason: CallEndReason): Promise<Diversion> {
  const { call, ctx } = work;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const path = queue === null ? null : pathFor(queue, reason);
  if (path?.action === 'wait') return { kind: 'waits', path };
  if (path?.action === 'queue') {
    work.moment('call.moved', { from: call.queueId, to: path.queueId, reason });
    call.queueId = path.queueId;
    return { kind: 'waits', path };
  }
  await advance(work, 'caller.diverted', { reason });
  return { kind: 'leaves', path };
}
