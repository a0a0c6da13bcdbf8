import * as z from 'zod/mini';
import { Id, line, text } from './base.js';
import { TicketKind, TicketPriority, TicketStatus, TicketView } from './tickets.js';

/** How a list of tickets is ordered. `quiet`: where nothing happened for longest first; `due`: what was promised soonest, tickets without a due time last. */
export const TicketSort = z.enum(['activity', 'quiet', 'newest', 'oldest', 'priority', 'due']);
export type TicketSort = z.infer<typeof TicketSort>;

/** What narrows and orders a list of tickets. */
export const ticketListQuery = {
  view: z.optional(TicketView),
  /** A view somebody made; its order is taken unless one is asked for. */
  savedViewId: z.optional(Id),
  /** Conditions as JSON (`TicketConditions`), for a view that is still being made. */
  where: z.optional(text(20_000)),
  /** Without it: what is not yet solved or closed. */
  status: z.optional(z.array(TicketStatus)),
  /** Only those with thanks nobody has looked at yet, whatever their status. */
  isQuiet: z.optional(z.boolean()),
  /** Only those where a note spoke to me and I have not looked since, whatever their status. */
  isMentioned: z.optional(z.boolean()),
  kind: z.optional(TicketKind),
  priority: z.optional(TicketPriority),
  reasonId: z.optional(Id),
  teamId: z.optional(Id),
  ownerId: z.optional(Id),
  personId: z.optional(Id),
  companyId: z.optional(Id),
  tag: z.optional(line(40)),
  /** Words of the subject, or a ticket number. */
  search: z.optional(line(100)),
  sort: z.optional(TicketSort),
};
