import * as z from 'zod/mini';
import { Id, line } from '../models/base.js';
import { LikeTicket, MergePreview, MoveLine, TicketMove, TicketName } from '../models/ticket-moves.js';
import { defineOperation } from '../operation.js';

const ticketId = z.object({ ticketId: Id });

/** Tickets that are perhaps about the same, with the reasons; at most five. */
export const likeTickets = defineOperation({
  id: 'tickets.like',
  method: 'GET',
  path: '/tickets/:ticketId/like',
  summary: 'Tickets that are perhaps about the same',
  params: ticketId,
  output: z.object({ items: z.array(LikeTicket), names: z.record(z.string(), z.string()) }),
  errors: ['NOT_FOUND'],
});
/** What merging a ticket into another would do, without doing it. */
export const previewMerge = defineOperation({
  id: 'tickets.merge-preview',
  method: 'GET',
  path: '/tickets/:ticketId/merge-preview',
  summary: 'What merging would do',
  params: ticketId,
  query: z.object({ intoId: Id }),
  output: MergePreview,
  errors: ['NOT_FOUND', 'TICKET_MERGED'],
});
/**
 * Merges a ticket into another: everything said and done moves there, its number leads there, and what is still said on it arrives there. Nothing is
 * overwritten, so no version is asked for.
 */
export const mergeTicket = defineOperation({
  id: 'tickets.merge',
  method: 'POST',
  path: '/tickets/:ticketId/merge',
  summary: 'Merge a ticket into another',
  params: ticketId,
  body: z.object({ intoId: Id }),
  output: TicketMove,
  errors: ['NOT_FOUND', 'TICKET_MERGED', 'MERGE_WIDENS'],
});
/** Moves messages of a ticket to a new one with a number of its own; what answers them arrives there. */
export const splitTicket = defineOperation({
  id: 'tickets.split',
  method: 'POST',
  path: '/tickets/:ticketId/split',
  summary: 'Move messages to a ticket of their own',
  params: ticketId,
  body: z.object({
    messageIds: z.array(Id).check(z.minLength(1), z.maxLength(100)),
    /** Without it: the subject of the first mail among them, else that of the ticket. */
    subject: z.optional(line(200)),
  }),
  output: TicketMove,
  errors: ['NOT_FOUND', 'TICKET_MERGED'],
});
/** Undoes a merge or a split, as long as neither ticket was changed since. Repeated: nothing happens. */
export const undoMove = defineOperation({
  id: 'tickets.undo-move',
  method: 'POST',
  path: '/ticket-moves/:moveId/undo',
  summary: 'Undo a merge or a split',
  params: z.object({ moveId: Id }),
  output: TicketMove,
  errors: ['NOT_FOUND', 'MOVE_SETTLED'],
});
/** What a ticket was merged with and split from, the latest first; and where it is now, if it was merged. */
export const ticketMoves = defineOperation({
  id: 'tickets.moves',
  method: 'GET',
  path: '/tickets/:ticketId/moves',
  summary: 'Merges and splits of a ticket',
  params: ticketId,
  output: z.object({ now: z.nullable(TicketName), items: z.array(MoveLine) }),
  errors: ['NOT_FOUND'],
});
