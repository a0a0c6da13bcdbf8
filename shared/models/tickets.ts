import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';
import { Interaction } from './history.js';
import { MessageMail } from './mail.js';

/** What a ticket is about, roughly; the fine grain is its reason. */
export const TicketKind = z.enum(['question', 'fault', 'complaint', 'request', 'order', 'praise', 'other']);
export type TicketKind = z.infer<typeof TicketKind>;

/** Where a ticket stands. Solved and closed ones come back by reopening, or by a customer's mail that says more than thanks. */
export const TicketStatus = z.enum(['new', 'open', 'waiting-customer', 'waiting-internal', 'planned', 'solved', 'closed']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** 1 = now, 2 = today, 3 = normal, 4 = when there is time. */
export const TicketPriority = z.int().check(z.minimum(1), z.maximum(4));

/** How a ticket came to us: a customer's mail, a call, or somebody here who made it. */
export const TicketChannel = z.enum(['mail', 'phone', 'desk']);
export type TicketChannel = z.infer<typeof TicketChannel>;

/** One ticket, one row. */
export const Ticket = z.object({
  ...base,
  /** Digits with the check digit at the end, e.g. `48190`: the form to compare, to put in a URL (`/t/48190`) and to search by. */
  number: z.string(),
  /** As it is shown, with the installation's prefix: `#48190`. */
  numberText: z.string(),
  subject: z.string(),
  kind: TicketKind,
  reasonId: z.nullable(Id),
  status: TicketStatus,
  priority: TicketPriority,
  /** Null: nobody's yet, every agent sees it. */
  teamId: z.nullable(Id),
  ownerId: z.nullable(Id),
  followerIds: z.array(Id),
  personId: z.nullable(Id),
  companyId: z.nullable(Id),
  tags: z.array(z.string()),
  /** When a `planned` ticket comes back to `open`. */
  plannedFor: z.nullable(Instant),
  createdAt: Instant,
  updatedAt: Instant,
  /** Last note, call or mail: what lists sort by. */
  activeAt: Instant,
  /** When it was solved or closed. */
  endedAt: z.nullable(Instant),
  createdById: z.nullable(Id),
  /** When the customer first heard from us by mail. */
  firstAnsweredAt: z.nullable(Instant),
  /** Mails that only thanked after the end and that nobody has looked at yet. */
  quietReplies: z.int(),
  /** Colleagues a note spoke to with `@name` who have not looked since. */
  mentionedIds: z.array(Id),
  channel: TicketChannel,
  /** The ticket this one was merged into: there its history stands and goes on. */
  mergedIntoId: z.nullable(Id),
  isDemo: z.boolean(),
});
export type Ticket = z.infer<typeof Ticket>;

/** What was written on a ticket: a note of ours, or a mail either way. */
export const Message = z.object({
  ...base,
  ticketId: Id,
  kind: z.enum(['note', 'mail']),
  /** Null when the product or a customer wrote it. */
  authorId: z.nullable(Id),
  /** Of a mail: its visible new text, without quotes and signature. */
  text: z.string(),
  /** Set exactly for mails. */
  mail: z.nullable(MessageMail),
  at: Instant,
});
export type Message = z.infer<typeof Message>;

/** Ephemeral, channel `here`: what a colleague does on a ticket right now. Not heard of for 20 s, they are gone. */
export const WhoIsHere = z.object({
  ticketId: Id,
  accountId: Id,
  doing: z.enum(['looking', 'writing', 'gone']),
  /** They have just come: whoever is here answers. */
  isNew: z.boolean(),
});
export type WhoIsHere = z.infer<typeof WhoIsHere>;

/** One audited change: field → [from, to]. `action` is `created`, `changed` … */
export const TicketChange = z.object({
  actorId: z.nullable(Id),
  actorName: z.string(),
  action: z.string(),
  fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});
export type TicketChange = z.infer<typeof TicketChange>;

/** One line of a ticket's history, oldest first. `key` is stable and unique. */
export const HistoryEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), key: z.string(), at: Instant, message: Message }),
  z.object({ kind: z.literal('interaction'), key: z.string(), at: Instant, interaction: Interaction }),
  z.object({ kind: z.literal('change'), key: z.string(), at: Instant, change: TicketChange }),
]);
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A stretch of history, oldest first. `earlier` is the cursor of the stretch before it, or null at the beginning. */
export const History = z.object({
  items: z.array(HistoryEntry),
  /** Messages and contacts that came from a ticket merged or split: row id → its number as it is shown. */
  origins: z.record(z.string(), z.string()),
  earlier: z.nullable(z.string()),
});
export type History = z.infer<typeof History>;

/** A reason in the tree that settings keep; `path` runs from the root to itself. */
export const TicketReason = z.object({
  ...base,
  parentId: z.nullable(Id),
  name: z.string(),
  position: z.int(),
  /** Kind that a ticket of this reason is given when nobody chose one. */
  kind: z.nullable(TicketKind),
  isActive: z.boolean(),
  isDemo: z.boolean(),
});
export type TicketReason = z.infer<typeof TicketReason>;

/** What the caller card says about an open ticket. */
export const TicketLite = z.object({
  ...base,
  number: z.string(),
  numberText: z.string(),
  subject: z.string(),
  kind: TicketKind,
  status: TicketStatus,
  priority: TicketPriority,
  teamId: z.nullable(Id),
  ownerId: z.nullable(Id),
  activeAt: Instant,
});
export type TicketLite = z.infer<typeof TicketLite>;

/** Views of the ticket list. `mine`: owned by me; `team`: of my teams; `unassigned`: nobody's; `waiting`: for the customer, internally or planned; `all`. */
export const TicketView = z.enum(['mine', 'team', 'unassigned', 'waiting', 'all']);
export type TicketView = z.infer<typeof TicketView>;

/** Text somebody is still typing, kept on the server. An older tab never overwrites newer text: `revision` only grows. */
export const Draft = z.object({
  ...base,
  /** Where it belongs, e.g. `ticket:<id>:note`. */
  key: z.string(),
  /** Grows by at least one with each save. */
  revision: z.int(),
  /** Empty once sent or thrown away. */
  text: z.string(),
  updatedAt: Instant,
});
export type Draft = z.infer<typeof Draft>;
