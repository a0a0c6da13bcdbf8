import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';
import { Channel, Company, CompanyLite, Person } from './people.js';

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

/** The last contacts on the caller card: enough for one line each. */
export const InteractionLine = z.object({
  id: Id,
  kind: InteractionKind,
  direction: z.nullable(Direction),
  at: Instant,
  durationS: z.nullable(z.int()),
  accountName: z.nullable(z.string()),
  summary: z.string(),
  outcome: z.nullable(z.string()),
  ticketId: z.nullable(Id),
  isHidden: z.boolean(),
});
export type InteractionLine = z.infer<typeof InteractionLine>;

/** A consent on the caller card. */
export const CardConsent = z.object({ purpose: z.string(), channel: Channel, state: z.string(), source: z.string(), at: Instant });

/** Everything people and history know for the caller card (console.md B.7 rows 0, 1, 3, 6, 8, 9, 10). About 2 kB. */
export const CardFacts = z.object({
  person: z.nullable(
    z.object({
      ...z.pick(Person, {
        id: true,
        version: true,
        name: true,
        title: true,
        salutation: true,
        familyName: true,
        nameHint: true,
        kind: true,
        language: true,
        formOfAddress: true,
        timeZone: true,
        preferredHours: true,
        preferredChannel: true,
        customerNumber: true,
        isVip: true,
        warning: true,
        pinnedNote: true,
        isDemo: true,
      }).shape,
      role: z.nullable(z.string()),
      phones: z.array(z.object({ e164: z.string(), display: z.string(), kind: z.string() })),
      mails: z.array(z.string()),
    }),
  ),
  company: z.nullable(
    z.pick(Company, { id: true, version: true, name: true, kind: true, tier: true, customerNumber: true, warning: true, pinnedNote: true }),
  ),
  /** From the root of the tree down to the company itself. */
  path: z.array(CompanyLite),
  owner: z.nullable(z.object({ id: Id, name: z.string() })),
  consents: z.array(CardConsent),
  contacts: z.array(InteractionLine),
  /** Contacts with this person (or company) since the start of the day of the installation. */
  contactsToday: z.int(),
  customerSince: z.nullable(Instant),
});
export type CardFacts = z.infer<typeof CardFacts>;
