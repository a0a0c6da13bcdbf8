import * as z from 'zod/mini';
import { Id, Instant, line, page, pageQuery, text, Version } from '../models/base.js';
import { ticketListQuery } from '../models/ticket-lists.js';
import { History, Message, Ticket, TicketKind, TicketPriority, TicketStatus } from '../models/tickets.js';
import { defineOperation } from '../operation.js';

const ticketId = z.object({ ticketId: Id });
const edit = z.object({ version: Version });
const tag = line(40);
const Tags = z.array(tag).check(z.maxLength(20));
/** Names of the persons and companies a page of tickets speaks of: id → display name. */
const names = z.record(z.string(), z.string());

/** Makes a ticket and draws its number. The owner's or the maker's team is taken when none is given; a maker who could not see it follows it. */
export const createTicket = defineOperation({
  id: 'tickets.create',
  method: 'POST',
  path: '/tickets',
  summary: 'Make a ticket',
  body: z.object({
    subject: line(200),
    kind: z.optional(TicketKind),
    reasonId: z.optional(Id),
    status: z.optional(TicketStatus),
    priority: z.optional(TicketPriority),
    teamId: z.optional(Id),
    ownerId: z.optional(Id),
    personId: z.optional(Id),
    companyId: z.optional(Id),
    tags: z.optional(Tags),
    /** First note. */
    text: z.optional(text(20_000)),
  }),
  output: Ticket,
  errors: ['INVALID_REFERENCE'],
});
/** A ticket by id. */
export const getTicket = defineOperation({
  id: 'tickets.get',
  method: 'GET',
  path: '/tickets/:ticketId',
  summary: 'One ticket',
  params: ticketId,
  output: Ticket,
  errors: ['NOT_FOUND'],
});
/**
 * Whatever a number leads to, however it was typed: its ticket with the latest stretch of its history, or the lost call that still carries it.
 * MISHEARD_NUMBER: the check digit says that a digit is wrong. UNKNOWN_NUMBER: well-formed, never drawn (or not for these eyes).
 */
export const findByNumber = defineOperation({
  id: 'tickets.by-number',
  method: 'GET',
  path: '/ticket-numbers/:number',
  summary: 'What a ticket number leads to',
  params: z.object({ number: line(60) }),
  output: z.discriminatedUnion('leadsTo', [
    z.object({ leadsTo: z.literal('ticket'), number: z.string(), ticket: Ticket, history: History }),
    z.object({ leadsTo: z.literal('call'), number: z.string(), callId: Id }),
  ]),
  errors: ['MISHEARD_NUMBER', 'UNKNOWN_NUMBER'],
});
/** Tickets of a view, filtered and sorted. `total` comes with the first page only; counting stops at 1,000. */
export const listTickets = defineOperation({
  id: 'tickets.list',
  method: 'GET',
  path: '/tickets',
  summary: 'Tickets of a view',
  query: z.object({ ...pageQuery, ...ticketListQuery }),
  output: z.extend(page(Ticket), { names }),
  errors: ['NOT_FOUND', 'VIEW_UNREADABLE'],
});
/** How many tickets each view holds that are not yet solved or closed; counting stops at 1,000. */
export const countTickets = defineOperation({
  id: 'tickets.counts',
  method: 'GET',
  path: '/ticket-counts',
  summary: 'Open tickets per view',
  output: z.object({
    mine: z.int(),
    team: z.int(),
    unassigned: z.int(),
    waiting: z.int(),
    all: z.int(),
    quiet: z.int(),
    mentioned: z.int(),
  }),
});
/** Everything ever said and done on a ticket: notes, calls, changes. The latest stretch without a cursor. */
export const ticketHistory = defineOperation({
  id: 'tickets.history',
  method: 'GET',
  path: '/tickets/:ticketId/history',
  summary: 'History of a ticket',
  params: ticketId,
  query: z.object(pageQuery),
  output: History,
  errors: ['NOT_FOUND'],
});
/** Edits a ticket. Fields not given stay. Solved and closed are reached and left by `close` and `reopen`. */
export const editTicket = defineOperation({
  id: 'tickets.edit',
  method: 'PATCH',
  path: '/tickets/:ticketId',
  summary: 'Edit a ticket',
  params: ticketId,
  body: z.extend(edit, {
    subject: z.optional(line(200)),
    kind: z.optional(TicketKind),
    reasonId: z.optional(z.nullable(Id)),
    status: z.optional(TicketStatus),
    priority: z.optional(TicketPriority),
    tags: z.optional(Tags),
    /** With status `planned`: when it comes back. */
    plannedFor: z.optional(z.nullable(Instant)),
  }),
  output: Ticket,
  errors: ['STALE', 'NOT_FOUND', 'TICKET_ENDED', 'INVALID_REFERENCE', 'TICKET_MERGED'],
});
/** Gives a ticket to a team, an owner or both; null takes it away. */
export const assignTicket = defineOperation({
  id: 'tickets.assign',
  method: 'POST',
  path: '/tickets/:ticketId/assign',
  summary: 'Give a ticket to somebody',
  params: ticketId,
  body: z.extend(edit, { teamId: z.optional(z.nullable(Id)), ownerId: z.optional(z.nullable(Id)) }),
  output: Ticket,
  errors: ['STALE', 'NOT_FOUND', 'INVALID_REFERENCE', 'TICKET_MERGED'],
});
/** Says whose problem it is; null unlinks. */
export const linkTicket = defineOperation({
  id: 'tickets.link',
  method: 'POST',
  path: '/tickets/:ticketId/link',
  summary: 'Link a ticket to a person or company',
  params: ticketId,
  body: z.extend(edit, { personId: z.optional(z.nullable(Id)), companyId: z.optional(z.nullable(Id)) }),
  output: Ticket,
  errors: ['STALE', 'NOT_FOUND', 'INVALID_REFERENCE', 'TICKET_MERGED'],
});
/** Says that the mails which only thanked were looked at: the ticket stays as it ended and is no longer counted. Repeated: nothing happens. */
export const seeQuietReplies = defineOperation({
  id: 'tickets.see-quiet',
  method: 'POST',
  path: '/tickets/:ticketId/quiet/seen',
  summary: 'The thanks on an ended ticket were seen',
  params: ticketId,
  output: Ticket,
  errors: ['NOT_FOUND'],
});
/** I looked at the ticket where a note spoke to me: it is no longer counted. Repeated: nothing happens. */
export const seeMention = defineOperation({
  id: 'tickets.see-mention',
  method: 'POST',
  path: '/tickets/:ticketId/mention/seen',
  summary: 'I saw that I was mentioned',
  params: ticketId,
  output: Ticket,
  errors: ['NOT_FOUND'],
});
/** Colleagues who may see the ticket: those a note can speak to. */
export const listMentionable = defineOperation({
  id: 'tickets.mentionable',
  method: 'GET',
  path: '/tickets/:ticketId/mentionable',
  summary: 'Colleagues a note can mention',
  params: ticketId,
  output: z.object({ accountIds: z.array(Id) }),
  errors: ['NOT_FOUND'],
});
/**
 * Adds a note. Notes never collide, so no version is asked for. Colleagues it names as `@Full Name` follow the ticket from then on and find it counted
 * until they look, if they may see it; of anybody else the note is text and no more.
 */
export const addNote = defineOperation({
  id: 'tickets.add-note',
  method: 'POST',
  path: '/tickets/:ticketId/notes',
  summary: 'Add a note to a ticket',
  params: ticketId,
  body: z.object({ text: text(20_000).check(z.minLength(1)) }),
  output: Message,
  errors: ['NOT_FOUND'],
});
/** Follows a ticket, or lets a colleague follow it. Repeated: nothing happens. */
export const followTicket = defineOperation({
  id: 'tickets.follow',
  method: 'POST',
  path: '/tickets/:ticketId/follow',
  summary: 'Follow a ticket',
  params: ticketId,
  body: z.object({ accountId: z.optional(Id) }),
  output: Ticket,
  errors: ['NOT_FOUND', 'INVALID_REFERENCE', 'TICKET_MERGED'],
});
/** Stops following. The ticket may be out of sight afterwards, so nothing is returned but its id and version. */
export const unfollowTicket = defineOperation({
  id: 'tickets.unfollow',
  method: 'POST',
  path: '/tickets/:ticketId/unfollow',
  summary: 'Stop following a ticket',
  params: ticketId,
  body: z.object({ accountId: z.optional(Id) }),
  output: z.object({ id: Id, version: Version }),
  errors: ['NOT_FOUND', 'TICKET_MERGED'],
});
/** Solves or closes a ticket, with an optional last note. */
export const closeTicket = defineOperation({
  id: 'tickets.close',
  method: 'POST',
  path: '/tickets/:ticketId/close',
  summary: 'Solve or close a ticket',
  params: ticketId,
  body: z.extend(edit, { as: z.enum(['solved', 'closed']), reasonId: z.optional(Id), text: z.optional(text(20_000)) }),
  output: Ticket,
  errors: ['STALE', 'NOT_FOUND', 'TICKET_ENDED', 'INVALID_REFERENCE', 'TICKET_MERGED'],
});
/** Opens a solved or closed ticket again. */
export const reopenTicket = defineOperation({
  id: 'tickets.reopen',
  method: 'POST',
  path: '/tickets/:ticketId/reopen',
  summary: 'Open a ticket again',
  params: ticketId,
  body: edit,
  output: Ticket,
  errors: ['STALE', 'NOT_FOUND', 'TICKET_NOT_ENDED', 'TICKET_MERGED'],
});
