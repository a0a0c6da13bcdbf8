import type { QueueVerbs } from './port.js';
import { andThen, attempt, attemptTo, type CarrierResult } from './result.js';
import type { TwilioClient } from './twilio-client.js';

/** Twilio cannot filter queues by name; there are as many as we have queues, so one page tells. */
async function findQueue(client: () => TwilioClient, friendlyName: string): Promise<CarrierResult<{ sid: string }>> {
  const queues = await attempt(() => client().queues.list({ pageSize: 1000 }));
  if (queues.kind !== 'ok') return queues;
  const queue = queues.value.find((candidate) => candidate.friendlyName === friendlyName);
  return queue === undefined ? { kind: 'not-found' } : { kind: 'ok', value: { sid: queue.sid } };
}

/** Verbs on the carrier's queues over the SDK; see QueueVerbs. */
export function queueVerbs(client: () => TwilioClient): QueueVerbs {
  return {
    findQueue: (friendlyName) => findQueue(client, friendlyName),
    listQueueMembers: (queueSid) =>
      attempt(async () => {
        const members = await client().queues(queueSid).members.list({ pageSize: 1000 });
        return members.map(({ callSid, waitTime }) => ({ callSid, waitSeconds: waitTime }));
      }),
    listQueuedCalls: (namePrefix) =>
      attempt(async () => {
        const queues = await client().queues.list({ pageSize: 1000 });
        const busy = queues.filter((queue) => queue.friendlyName.startsWith(namePrefix) && queue.currentSize > 0);
        const lists = await Promise.all(busy.map((queue) => client().queues(queue.sid).members.list({ pageSize: 1000 })));
        return lists.flat().map(({ callSid, waitTime }) => ({ callSid, waitSeconds: waitTime }));
      }),
    dequeueMember: async ({ queueSid, queueName, callSid, url }) => {
      const queue: CarrierResult<{ sid: string }> =
        queueSid === null ? await findQueue(client, queueName) : { kind: 'ok', value: { sid: queueSid } };
      return andThen(queue, ({ sid }) => attemptTo(() => client().queues(sid).members(callSid).update({ url, method: 'POST' })));
    },
  };
}
