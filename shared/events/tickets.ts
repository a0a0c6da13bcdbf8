import { Macro } from '../models/macros.js';
import { Snippet } from '../models/snippets.js';
import { TicketLink } from '../models/ticket-links.js';
import { TicketMove } from '../models/ticket-moves.js';
import { TicketSavedView } from '../models/ticket-views.js';
import { TicketCheck, TicketTime } from '../models/ticket-work.js';
import { Draft, Message, Ticket, TicketReason } from '../models/tickets.js';

/** Durable events of the tickets feature: type → payload schema. */
export const ticketEvents = {
  'ticket.created': Ticket,
  'ticket.changed': Ticket,
  'ticket.message-added': Message,
  /** Something about a message is known now: where it stands, that it came back. */
  'ticket.message-changed': Message,
  /** A mail was taken back before it went out; `version` is above the last one. */
  'ticket.message-removed': Message,
  /** Tickets were merged or split, or that was undone: what was said on one stands on the other now. */
  'ticket-move.changed': TicketMove,
  'ticket-link.changed': TicketLink,
  /** A link was taken away; `version` is above the last one. */
  'ticket-link.removed': TicketLink,
  'ticket-check.changed': TicketCheck,
  /** A line was taken off the checklist; `version` is above the last one. */
  'ticket-check.removed': TicketCheck,
  'ticket-time.changed': TicketTime,
  /** Time was taken back; `version` is above the last one. */
  'ticket-time.removed': TicketTime,
  'ticket-reason.changed': TicketReason,
  /** A reason was removed; `version` is above the last one. */
  'ticket-reason.removed': TicketReason,
  'ticket-view.changed': TicketSavedView,
  /** A saved view was taken away; `version` is above the last one. */
  'ticket-view.removed': TicketSavedView,
  'snippet.changed': Snippet,
  /** A snippet was taken away; `version` is above the last one. */
  'snippet.removed': Snippet,
  'macro.changed': Macro,
  /** A macro was taken away; `version` is above the last one. */
  'macro.removed': Macro,
  /** To my other tabs and devices. */
  'draft.saved': Draft,
} as const;
