import { rfc2822 } from '../dates.js';
import type { Queue, QueueEntry } from '../model/queue.js';
import type { Network } from '../network.js';
import { averageWait, waitSeconds } from '../runtime/queues.js';

/** The Queue resource. */
export function presentQueue(net: Network, queue: Queue): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${net.account.accountSid}/Queues/${queue.sid}`;
  return {
    date_updated: rfc2822(queue.updatedAt),
    current_size: queue.members.length,
    friendly_name: queue.friendlyName,
    uri: `${uri}.json`,
    account_sid: net.account.accountSid,
    average_wait_time: averageWait(queue),
    sid: queue.sid,
    date_created: rfc2822(queue.createdAt),
    max_size: queue.maxSize,
  };
}

/** The Member resource; the position counts from 1, 0 once the caller is out. */
export function presentMember(net: Network, entry: QueueEntry): Record<string, unknown> {
  return {
    call_sid: entry.call.sid,
    date_enqueued: rfc2822(entry.enteredAt),
    position: entry.queue.members.indexOf(entry) + 1,
    uri: `/2010-04-01/Accounts/${net.account.accountSid}/Queues/${entry.queue.sid}/Members/${entry.call.sid}.json`,
    wait_time: waitSeconds(net, entry),
    queue_sid: entry.queue.sid,
  };
}
