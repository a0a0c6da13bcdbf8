import * as z from 'zod/mini';
import { FoundTicket, SearchFault } from '../models/search.js';
import { defineOperation } from '../operation.js';

/** Tickets by what was said on them: words, phrases, operators; the best first. What is not understood is said, and the rest searched for. */
export const searchTickets = defineOperation({
  id: 'search.tickets',
  method: 'GET',
  path: '/search/tickets',
  summary: 'Full-text search over tickets, messages, notes and names of files',
  query: z.object({
    q: z.string().check(z.maxLength(300), z.regex(/^[^\p{Cc}]*$/u)),
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  }),
  output: z.object({
    items: z.array(FoundTicket),
    /** Persons and companies of the items, by id. */
    names: z.record(z.string(), z.string()),
    /** How many of them the reader may see, as far as was counted. */
    total: z.int(),
    /** There are more than were counted. */
    isMore: z.boolean(),
    /** Older tickets were not looked at: too many have these words. */
    isPartial: z.boolean(),
    faults: z.array(SearchFault),
  }),
});
