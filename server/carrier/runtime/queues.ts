import type { Call } from '../model/call.js';
import type { Queue, QueueEntry, QueueResult } from '../model/queue.js';
import { type Network, newSid } from '../network.js';
import type { FormParams } from '../webhooks/signature.js';

/** Callers a queue takes unless told otherwise. Source: Twilio, Queue resource. */
export const DEFAULT_QUEUE_SIZE = 1000;

/** Makes a queue. The caller checks that its name is free. */
export function createQueue(net: Network, friendlyName: string, maxSize = DEFAULT_QUEUE_SIZE): Queue {
  const now = net.clock.now();
  const queue: Queue = {
    sid: newSid(net, 'QU'),
    createdAt: now,
    updatedAt: now,
    friendlyName,
    maxSize,
    members: [],
    waits: [],
    takers: [],
  };
  net.queues.set(queue.sid, queue);
  return queue;
}

/** The queue of that name, if there is one. */
export function queueNamed(net: Network, friendlyName: string): Queue | undefined {
  return [...net.queues.values()].find((queue) => queue.friendlyName === friendlyName);
}

/** Puts a leg at the end of a queue. */
export function enterQueue(net: Network, queue: Queue, call: Call): QueueEntry {
  const entry: QueueEntry = { call, queue, enteredAt: net.clock.now(), claimed: false };
  queue.members.push(entry);
  queue.updatedAt = entry.enteredAt;
  call.place = { kind: 'queue', entry };
  net.oracle.settled(call);
  net.trace.add('queue.entered', call.sid, { queue: queue.friendlyName, size: queue.members.length });
  queue.takers.shift()?.();
  return entry;
}

/** Takes a leg out of its queue; how it went is written down. Repeating it does nothing. */
export function leaveQueue(net: Network, entry: QueueEntry, result: QueueResult): void {
  const at = entry.queue.members.indexOf(entry);
  if (at < 0) return;
  entry.queue.members.splice(at, 1);
  entry.queue.updatedAt = net.clock.now();
  entry.queue.waits.push(waitSeconds(net, entry));
  if (entry.queue.waits.length > 100) entry.queue.waits.shift();
  if (entry.call.place.kind === 'queue') entry.call.place = { kind: 'none' };
  net.trace.add('queue.left', entry.call.sid, { queue: entry.queue.friendlyName, result });
  if (result === 'redirected') net.oracle.dequeued(entry.call);
}

/** Whole seconds an entry has waited. */
export function waitSeconds(net: Network, entry: QueueEntry): number {
  return Math.floor((net.clock.now() - entry.enteredAt) / 1000);
}

/** Average of the last hundred waits, in whole seconds. */
export function averageWait(queue: Queue): number {
  if (queue.waits.length === 0) return 0;
  return Math.round(queue.waits.reduce((sum, wait) => sum + wait, 0) / queue.waits.length);
}

/** What a wait document is told about the wait. */
export function queueParams(net: Network, entry: QueueEntry): FormParams {
  return [
    ['QueueSid', entry.queue.sid],
    ['QueuePosition', String(entry.queue.members.indexOf(entry) + 1)],
    ['QueueTime', String(waitSeconds(net, entry))],
    ['AvgQueueTime', String(averageWait(entry.queue))],
    ['CurrentQueueSize', String(entry.queue.members.length)],
    ['MaxQueueSize', String(entry.queue.maxSize)],
  ];
}
