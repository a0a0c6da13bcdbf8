import type { Queue, QueueEntry } from '../model/queue.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { redirectCall } from '../runtime/life.js';
import { createQueue, DEFAULT_QUEUE_SIZE, queueNamed } from '../runtime/queues.js';
import { fromUrl } from '../twiml/source.js';
import { listPage } from './paging.js';
import { presentMember, presentQueue } from './queue.presenter.js';
import { created, field, gone, methodField, numberField, ok, type RestAnswer, type RestRequest, urlField } from './rest-request.js';
import type { RestRoute } from './route.js';

const LARGEST_QUEUE = 5000;

function queueOf(net: Network, request: RestRequest): Queue {
  const queue = net.queues.get(request.names['queue'] ?? '');
  if (!queue) throw notFound(request.path);
  return queue;
}

function create(net: Network, request: RestRequest): RestAnswer {
  const name = field(request, 'FriendlyName') ?? '';
  if (name === '' || name.length > 64) throw new RestError(20001, 'FriendlyName must have 1 to 64 characters');
  if (queueNamed(net, name)) throw new RestError(22001, `Queue ${name} already exists`);
  const size = numberField(request, 'MaxSize', { low: 1, high: LARGEST_QUEUE, fallback: DEFAULT_QUEUE_SIZE });
  return created(presentQueue(net, createQueue(net, name, size)));
}

function update(net: Network, request: RestRequest): RestAnswer {
  const queue = queueOf(net, request);
  const name = field(request, 'FriendlyName') ?? queue.friendlyName;
  if (name === '' || name.length > 64) throw new RestError(20001, 'FriendlyName must have 1 to 64 characters');
  if (name !== queue.friendlyName && queueNamed(net, name)) throw new RestError(22001, `Queue ${name} already exists`);
  queue.friendlyName = name;
  queue.maxSize = numberField(request, 'MaxSize', { low: 1, high: LARGEST_QUEUE, fallback: queue.maxSize });
  queue.updatedAt = net.clock.now();
  return ok(presentQueue(net, queue));
}

function remove(net: Network, request: RestRequest): RestAnswer {
  const queue = queueOf(net, request);
  if (queue.members.length > 0) throw new RestError(22003);
  net.queues.delete(queue.sid);
  return gone();
}

/** The waiting caller a path names, by leg or as `Front`. One who left, or is being connected, is not found. Throws 20404. */
function memberOf(net: Network, request: RestRequest): QueueEntry {
  const who = request.names['call'] ?? '';
  const waiting = queueOf(net, request).members.filter((entry) => !entry.claimed);
  const entry = who === 'Front' ? waiting[0] : waiting.find((one) => one.call.sid === who);
  if (!entry) throw notFound(request.path);
  return entry;
}

function dequeue(net: Network, request: RestRequest): RestAnswer {
  const entry = memberOf(net, request);
  const url = urlField(request, 'Url');
  if (url === undefined) throw new RestError(21205, 'Url parameter is required');
  const answer = ok(presentMember(net, entry));
  redirectCall(net, entry.call, fromUrl(url, methodField(request, 'Method'), { family: 'voice', event: 'dequeue' }));
  return answer;
}

/** Operations on queues and those waiting in them. */
export const queueRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: 'Queues',
    run: (net, request) =>
      listPage(request, { key: 'queues', items: [...net.queues.values()].reverse(), present: (queue) => presentQueue(net, queue) }),
  },
  { method: 'POST', path: 'Queues', run: create },
  { method: 'GET', path: 'Queues/:queue', run: (net, request) => ok(presentQueue(net, queueOf(net, request))) },
  { method: 'POST', path: 'Queues/:queue', run: update },
  { method: 'DELETE', path: 'Queues/:queue', run: remove },
  {
    method: 'GET',
    path: 'Queues/:queue/Members',
    run: (net, request) =>
      listPage(request, {
        key: 'queue_members',
        items: queueOf(net, request).members.filter((entry) => !entry.claimed),
        present: (entry) => presentMember(net, entry),
      }),
  },
  { method: 'GET', path: 'Queues/:queue/Members/:call', run: (net, request) => ok(presentMember(net, memberOf(net, request))) },
  { method: 'POST', path: 'Queues/:queue/Members/:call', run: dequeue },
];
