import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';

/** Kinds of interaction. Calls and mails come from telephony and mail; the others, and calls made elsewhere, are logged by hand. */
export const InteractionKind = z.enum(['call', 'mail', 'sms', 'letter', 'meeting', 'visit', 'note', 'form']);
export type InteractionKind = z.infer<typeof InteractionKind>;
/** Who began it; `internal` for notes. */
export const Direction = z.enum(['inbound', 'outbound', 'internal']);
export type Direction = z.infer<typeof Direction>;

/**
 * One contact of any kind in the history of a person or company. When `isHidden`, it belongs to a confidential team the reader is not in: there was
 * a contact of this kind at this time, and nothing else is told.
 */
export const Interaction = z.object({
  ...base,
  kind: InteractionKind,
  direction: z.nullable(Direction),
  at: Instant,
  durationS: z.nullable(z.int()),
  personId: z.nullable(Id),
  companyId: z.nullable(Id),
  ticketId: z.nullable(Id),
  callId: z.nullable(Id),
  accountId: z.nullable(Id),
  teamId: z.nullable(Id),
  /** One line. */
  summary: z.string(),
  text: z.string(),
  /** Label of the disposition, or the result in a word. */
  outcome: z.nullable(z.string()),
  /** False for what a machine sent (receipts, notices). */
  isHuman: z.boolean(),
  isLoggedByHand: z.boolean(),
  isHidden: z.boolean(),
});
export type Interaction = z.infer<typeof Interaction>;

/** Contacts of one week (its Monday, local date) by kind. */
export const DensityWeek = z.object({ week: z.iso.date(), kind: InteractionKind, count: z.int() });
export type DensityWeek = z.infer<typeof DensityWeek>;
