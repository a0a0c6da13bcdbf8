import * as z from 'zod/mini';
import { Id, Instant } from './base.js';
import { TicketLite } from './tickets.js';

/** A stretch of a text to mark: from, up to (exclusive), in UTF-16 units. */
export const Mark = z.tuple([z.int(), z.int()]);
export type Mark = z.infer<typeof Mark>;

/** A passage of a ticket that holds what was searched for. Plain text: it is never put on a screen as HTML. */
export const Passage = z.object({
  kind: z.enum(['note', 'mail', 'contact', 'file']),
  at: Instant,
  /** Who wrote it; null where nobody did. */
  by: z.nullable(z.string()),
  text: z.string(),
  marks: z.array(Mark),
});
export type Passage = z.infer<typeof Passage>;

/** A ticket that was found. */
export const FoundTicket = z.object({
  ticket: TicketLite,
  personId: z.nullable(Id),
  companyId: z.nullable(Id),
  subjectMarks: z.array(Mark),
  passages: z.array(Passage),
});
export type FoundTicket = z.infer<typeof FoundTicket>;

/** What of a question was not understood and therefore left out. `only-common`: every word stands in nearly every text. */
export const SearchFault = z.object({
  kind: z.enum(['unknown-operator', 'unknown-status', 'unknown-owner', 'unknown-team', 'unknown-date', 'unknown-has', 'only-common']),
  text: z.string(),
});
export type SearchFault = z.infer<typeof SearchFault>;
