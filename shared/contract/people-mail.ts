import * as z from 'zod/mini';
import { Id } from '../models/base.js';
import { AddressBounce, Person } from '../models/people.js';
import { defineOperation } from '../operation.js';

// What mail tells us of people.
/**
 * Says whether a number of a signature is this person's. Theirs: it is theirs from now, unless it is a main line, which it stays. Not theirs: it is not
 * suggested again.
 */
export const settlePhoneHint = defineOperation({
  id: 'people.settle-hint',
  method: 'POST',
  path: '/people/:personId/phone-hints/:hintId',
  summary: 'Confirm or refuse a number of a signature',
  params: z.object({ personId: Id, hintId: Id }),
  body: z.object({ isTheirs: z.boolean() }),
  output: Person,
  errors: ['NOT_FOUND'],
});
/** Mail addresses among these that mail came back from: to be warned of before one writes to them. */
export const bouncedAddresses = defineOperation({
  id: 'people.bounced-addresses',
  method: 'GET',
  path: '/bounced-addresses',
  summary: 'Addresses that mail comes back from',
  query: z.object({ addresses: z.array(z.string().check(z.maxLength(254))).check(z.minLength(1), z.maxLength(100)) }),
  output: z.object({ items: z.array(z.object({ address: z.string(), ...AddressBounce.shape })) }),
});
