import * as z from 'zod/mini';
import { Id, line, page, pageQuery, Version } from '../models/base.js';
import { LostCall } from '../models/calls.js';
import { defineOperation } from '../operation.js';

/** Callers whom nobody answered and who have not been reached since. */
export const listLostCalls = defineOperation({
  id: 'lost-calls.list',
  method: 'GET',
  path: '/lost-calls',
  summary: 'Callers to be called back',
  query: z.object({ ...pageQuery, queueId: z.optional(Id), state: z.optional(z.enum(['open', 'reached', 'dropped'])) }),
  output: page(LostCall),
});
/** Settles the debt: reached, or dropped with a reason. */
export const closeLostCall = defineOperation({
  id: 'lost-calls.close',
  method: 'POST',
  path: '/lost-calls/:lostCallId/close',
  summary: 'Settle a lost call',
  params: z.object({ lostCallId: Id }),
  body: z.object({ version: Version, how: z.enum(['reached', 'dropped']), reason: z.optional(line(200)) }),
  output: LostCall,
  errors: ['STALE', 'NOT_FOUND'],
});
