import * as z from 'zod/mini';
import { base, Id, Instant, Language } from './base.js';
import { CallerCandidate, CallerMatch } from './caller-card.js';

/** What somebody is to us. */
export const PersonKind = z.enum(['customer', 'prospect', 'partner', 'supplier']);
export type PersonKind = z.infer<typeof PersonKind>;
/** Use of a telephone number. `main` is a switchboard: it never identifies a person for sure. */
export const PhoneKind = z.enum(['work', 'mobile', 'home', 'main', 'fax', 'other']);
export type PhoneKind = z.infer<typeof PhoneKind>;
/** Use of a mail address. */
export const MailKind = z.enum(['work', 'private', 'billing', 'other']);
export type MailKind = z.infer<typeof MailKind>;
/** Ways to reach somebody. */
export const Channel = z.enum(['call', 'mail', 'sms', 'letter']);
export type Channel = z.infer<typeof Channel>;
/** What a consent is for. */
export const ConsentPurpose = z.enum(['advertising', 'recording', 'survey', 'service']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;
/** `asked`: to be asked each time (recording). No consent record at all means nobody was ever asked. */
export const ConsentState = z.enum(['granted', 'refused', 'withdrawn', 'asked']);
export type ConsentState = z.infer<typeof ConsentState>;
/** Where the consent was said or written. */
export const ConsentSource = z.enum(['call', 'mail', 'web', 'paper', 'meeting', 'import']);
export type ConsentSource = z.infer<typeof ConsentSource>;

/** A telephone number of a person or company: E.164 for machines, `display` for people. Days are local dates, both included; null is open. */
export const PhoneNumber = z.object({
  id: Id,
  e164: z.string(),
  extension: z.nullable(z.string()),
  display: z.string(),
  kind: PhoneKind,
  isMainLine: z.boolean(),
  source: z.enum(['typed', 'learned', 'import']),
  validFrom: z.nullable(z.iso.date()),
  validUntil: z.nullable(z.iso.date()),
});
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** A number found in the signature of somebody's mail: perhaps theirs. It identifies nobody until somebody confirms it. */
export const PhoneHint = z.object({ id: Id, e164: z.string(), display: z.string() });
export type PhoneHint = z.infer<typeof PhoneHint>;

/** Mail to an address came back, and will again: since when, with which status code (RFC 3463), why. */
export const AddressBounce = z.object({ at: Instant, status: z.nullable(z.string()), reason: z.string() });
export type AddressBounce = z.infer<typeof AddressBounce>;

/** A mail address of a person or company; stored in lower case. */
export const MailAddress = z.object({
  id: Id,
  address: z.string(),
  kind: MailKind,
  /** Until a mail comes from it. */
  bounce: z.nullable(AddressBounce),
  validFrom: z.nullable(z.iso.date()),
  validUntil: z.nullable(z.iso.date()),
});
export type MailAddress = z.infer<typeof MailAddress>;

/** The present state of one purpose on one channel. The whole history is `people.consents`. */
export const Consent = z.object({
  id: Id,
  purpose: ConsentPurpose,
  channel: Channel,
  state: ConsentState,
  source: ConsentSource,
  /** Where the proof lies, or the words that were said. */
  proof: z.string(),
  at: Instant,
  accountId: z.nullable(Id),
});
export type Consent = z.infer<typeof Consent>;

/** What a person is in a company; `managerId` is the superior person there. */
export const Position = z.object({ id: Id, companyId: Id, role: z.string(), managerId: z.nullable(Id), isPrimary: z.boolean() });
export type Position = z.infer<typeof Position>;

/** When somebody likes to be reached, in their own time zone. Days: 1 Monday … 7 Sunday. */
export const PreferredHours = z.object({
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))),
  from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  until: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
});
export type PreferredHours = z.infer<typeof PreferredHours>;

/** A person with everything that belongs to them alone: numbers, addresses, positions, present consents. */
export const Person = z.object({
  ...base,
  /** Title, given and family name as one line. */
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  title: z.nullable(z.string()),
  salutation: z.nullable(z.enum(['ms', 'mr'])),
  /** How the name is spoken, when it is not obvious. */
  nameHint: z.nullable(z.string()),
  kind: PersonKind,
  language: z.nullable(Language),
  formOfAddress: z.enum(['formal', 'informal']),
  timeZone: z.nullable(z.string()),
  preferredHours: z.nullable(PreferredHours),
  preferredChannel: z.nullable(Channel),
  customerNumber: z.nullable(z.string()),
  ownerId: z.nullable(Id),
  isVip: z.boolean(),
  warning: z.nullable(z.string()),
  pinnedNote: z.nullable(z.string()),
  notes: z.string(),
  phones: z.array(PhoneNumber),
  phoneHints: z.array(PhoneHint),
  mails: z.array(MailAddress),
  positions: z.array(Position),
  consents: z.array(Consent),
  isDemo: z.boolean(),
  /** The record this one was merged into: everything stands there. */
  mergedIntoId: z.nullable(Id),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Person = z.infer<typeof Person>;

/** Level of a company in its tree. */
export const CompanyKind = z.enum(['company', 'branch', 'department']);
export type CompanyKind = z.infer<typeof CompanyKind>;
/** Importance of a company; `key` is a key account. */
export const Tier = z.enum(['key', 'a', 'b', 'c']);
export type Tier = z.infer<typeof Tier>;
/** Postal address; lines may be empty. */
export const Address = z.object({ street: z.string(), postalCode: z.string(), city: z.string(), country: z.string() });
export type Address = z.infer<typeof Address>;

/** A company, branch or department. `parentId` makes the tree. */
export const Company = z.object({
  ...base,
  name: z.string(),
  kind: CompanyKind,
  parentId: z.nullable(Id),
  tier: z.nullable(Tier),
  relation: PersonKind,
  address: Address,
  website: z.nullable(z.string()),
  customerNumber: z.nullable(z.string()),
  ownerId: z.nullable(Id),
  warning: z.nullable(z.string()),
  pinnedNote: z.nullable(z.string()),
  notes: z.string(),
  phones: z.array(PhoneNumber),
  mails: z.array(MailAddress),
  isDemo: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Company = z.infer<typeof Company>;

/** Name and place of a company, for paths and choices. */
export const CompanyLite = z.object({ id: Id, name: z.string(), kind: CompanyKind, parentId: z.nullable(Id) });
export type CompanyLite = z.infer<typeof CompanyLite>;
/** A person in a list: the name, the first company, the last contact. */
export const PersonLite = z.object({
  id: Id,
  name: z.string(),
  role: z.nullable(z.string()),
  companyId: z.nullable(Id),
  companyName: z.nullable(z.string()),
  isVip: z.boolean(),
  hasWarning: z.boolean(),
  lastInteractionAt: z.nullable(Instant),
  openTickets: z.int(),
});
export type PersonLite = z.infer<typeof PersonLite>;
/** Somebody in a company as its page shows them. */
export const CompanyMember = z.object({ ...PersonLite.shape, managerId: z.nullable(Id), positionId: Id, isDemo: z.boolean() });
export type CompanyMember = z.infer<typeof CompanyMember>;

/** One row of a company tree. `openTickets` counts this level alone; the roll-up over daughters is the reader's sum. */
export const CompanyNode = z.object({ ...CompanyLite.shape, tier: z.nullable(Tier), openTickets: z.int(), people: z.int() });
export type CompanyNode = z.infer<typeof CompanyNode>;

/** What counts about a person besides the record itself, kept up by tickets, tasks and the history. */
export const PersonFacts = z.object({
  openTickets: z.int(),
  nextPromiseAt: z.nullable(Instant),
  lastInteractionAt: z.nullable(Instant),
  firstInteractionAt: z.nullable(Instant),
});
export type PersonFacts = z.infer<typeof PersonFacts>;

/** One line of a search answer. `found` says by what: a name, a number, a mail address, a customer number, or only something similar. */
export const SearchHit = z.object({
  kind: z.enum(['person', 'company']),
  id: Id,
  name: z.string(),
  /** Role and company of a person, parent of a company, or the number that was found. */
  detail: z.nullable(z.string()),
  companyId: z.nullable(Id),
  found: z.enum(['name', 'number', 'mail', 'customer-number', 'similar']),
  isVip: z.boolean(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** Somebody who may be calling. `why` says how the number led here; `chosen`: picked for this number before. */
export const NumberCandidate = z.object({
  ...CallerCandidate.shape,
  why: z.enum(['number', 'shared-number', 'old-number', 'main-line', 'company', 'chosen']),
  nextPromiseAt: z.nullable(Instant),
  openTickets: z.int(),
});
export type NumberCandidate = z.infer<typeof NumberCandidate>;
/**
 * Who calls, as far as the number tells: at most three candidates, the likeliest first; `total` counts all. `company` is the one whose number or
 * switchboard it is, also when none of its people is known.
 */
export const NumberMatch = z.object({
  match: CallerMatch,
  candidates: z.array(NumberCandidate),
  total: z.int(),
  company: z.nullable(CompanyLite),
});
export type NumberMatch = z.infer<typeof NumberMatch>;

/** One changed field in the audit of a person or company. */
export const FieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() });
/** One entry of the audit as its readers see it. */
export const ChangeEntry = z.object({
  id: z.string(),
  at: Instant,
  actorId: z.nullable(Id),
  actorName: z.string(),
  action: z.string(),
  changes: z.array(FieldChange),
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;
