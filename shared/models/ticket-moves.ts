import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';
import { Ticket, TicketLite } from './tickets.js';

/** Two tickets became one (`merge`), or messages went to a ticket of their own (`split`). */
export const TicketMove = z.object({
  ...base,
  kind: z.enum(['merge', 'split']),
  /** Where everything that moved stood before. */
  fromId: Id,
  /** Where it stands now. */
  intoId: Id,
  byId: z.nullable(Id),
  at: Instant,
  /** When it was moved back. */
  undoneAt: z.nullable(Instant),
});
export type TicketMove = z.infer<typeof TicketMove>;

/** A ticket as its relatives name it. The subject is null for those who may not see it. */
export const TicketName = z.object({ id: Id, number: z.string(), numberText: z.string(), subject: z.nullable(z.string()) });
export type TicketName = z.infer<typeof TicketName>;

/** A move that stands, as one of its two tickets shows it. `canUndo`: neither of them was changed since. */
export const MoveLine = z.object({ move: TicketMove, other: TicketName, canUndo: z.boolean() });
export type MoveLine = z.infer<typeof MoveLine>;

/** Why two tickets may be about the same. */
export const Likeness = z.enum(['same-person', 'same-name', 'same-company', 'similar-subject', 'near-in-time']);
export type Likeness = z.infer<typeof Likeness>;

/** A ticket that is perhaps about the same, the likeliest first. */
export const LikeTicket = z.object({ ticket: TicketLite, reasons: z.array(Likeness) });
export type LikeTicket = z.infer<typeof LikeTicket>;

/** What merging would do. */
export const MergePreview = z.object({
  from: Ticket,
  into: Ticket,
  /** What `into` would be. */
  after: Ticket,
  /** How much would move. */
  moving: z.object({ messages: z.int(), contacts: z.int(), tasks: z.int(), calls: z.int() }),
  /** The team of `from`, if its members would no longer see what was said. */
  losingTeamId: z.nullable(Id),
  /** Owner and followers of `from` who would no longer see it. */
  losing: z.array(Id),
  /** Why it would be refused. */
  refusal: z.nullable(z.enum(['MERGE_WIDENS'])),
});
export type MergePreview = z.infer<typeof MergePreview>;
