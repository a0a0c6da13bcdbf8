import * as z from 'zod/mini';
import { Id } from '../models/base.js';
import { LikePerson } from '../models/people-like.js';
import { defineOperation } from '../operation.js';

/** People who are perhaps the same person, with the reasons, the likeliest first; at most five. */
export const likePeople = defineOperation({
  id: 'people.like',
  method: 'GET',
  path: '/people/:personId/like',
  summary: 'People who are perhaps the same person',
  params: z.object({ personId: Id }),
  output: z.object({ items: z.array(LikePerson) }),
  errors: ['NOT_FOUND'],
});
