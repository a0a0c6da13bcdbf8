import * as z from 'zod/mini';
import { Id, Instant, line } from './base.js';
import { TicketKind, TicketPriority, TicketStatus } from './tickets.js';

/** Tickets changed in one transaction at most: each costs some ten statements, and a mail for one of them waits until all are done. More go in portions. */
export const MOST_AT_ONCE = 50;

const Tags = z.array(line(40)).check(z.minLength(1), z.maxLength(20));

/** What is changed on several tickets at once. Fields not given stay. */
export const TicketBulkChange = z.object({
  status: z.optional(TicketStatus),
  /** With status `planned`: when they come back. */
  plannedFor: z.optional(Instant),
  ownerId: z.optional(z.nullable(Id)),
  teamId: z.optional(z.nullable(Id)),
  priority: z.optional(TicketPriority),
  kind: z.optional(TicketKind),
  reasonId: z.optional(z.nullable(Id)),
  addTags: z.optional(Tags),
  removeTags: z.optional(Tags),
  /** Whether I follow them. */
  follow: z.optional(z.boolean()),
});
export type TicketBulkChange = z.infer<typeof TicketBulkChange>;

/** A ticket that was not changed, and why: an error code. Number and subject are said only of one that may be seen. */
export const TicketRefusal = z.object({ ticketId: Id, numberText: z.nullable(z.string()), code: z.string() });
export type TicketRefusal = z.infer<typeof TicketRefusal>;

/** One change of several tickets, as it may be taken back for a day by whoever made it. */
export const TicketEdit = z.object({
  id: Id,
  at: Instant,
  change: TicketBulkChange,
  /** How many tickets it changed. */
  count: z.int(),
  undoneAt: z.nullable(Instant),
});
export type TicketEdit = z.infer<typeof TicketEdit>;
