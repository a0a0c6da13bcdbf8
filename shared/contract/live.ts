import * as z from 'zod/mini';
import { Id } from '../models/base.js';
import { CountedCall, LiveHistory, LiveNumber, LiveSnapshot } from '../models/live.js';
import { defineOperation } from '../operation.js';

/**
 * Figures of the queues I may watch, today. Afterwards the socket channel `figures` brings the snapshot of each watched queue (room
 * `live:QUEUE`) once a second.
 */
export const liveSnapshot = defineOperation({
  id: 'live.get',
  method: 'GET',
  path: '/live',
  summary: 'Queues as they are now',
  output: LiveSnapshot,
});
/** The last hour of the queues I may watch, minute by minute; it changes once a minute. */
export const liveHistory = defineOperation({
  id: 'live.history',
  method: 'GET',
  path: '/live/history',
  summary: 'The last hour, minute by minute',
  output: LiveHistory,
});
/** The calls behind one number of the board, latest arrival first, at most 200. */
export const countedCalls = defineOperation({
  id: 'live.calls',
  method: 'GET',
  path: '/live/:queueId/calls',
  summary: 'The calls behind a number',
  params: z.object({ queueId: Id }),
  query: z.object({ number: LiveNumber }),
  output: z.object({ items: z.array(CountedCall), total: z.int() }),
  errors: ['NOT_FOUND'],
});
