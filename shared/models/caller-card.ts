import * as z from 'zod/mini';
import { Id, Instant, Language } from './base.js';

/** How sure we are who calls. `sure` is never wrong: one person on that very number. */
export const CallerMatch = z.enum(['sure', 'maybe', 'none']);
export type CallerMatch = z.infer<typeof CallerMatch>;

/** One of the persons a caller may be, ranked; digits 1–3 pick. */
export const CallerCandidate = z.object({
  personId: Id,
  name: z.string(),
  companyId: z.nullable(Id),
  companyName: z.nullable(z.string()),
  lastContactAt: z.nullable(Instant),
});
export type CallerCandidate = z.infer<typeof CallerCandidate>;

/** Who calls, as far as it is known. */
export const CardPerson = z.object({
  id: Id,
  name: z.string(),
  title: z.nullable(z.string()),
  role: z.nullable(z.string()),
  language: z.nullable(Language),
  formality: z.nullable(z.enum(['formal', 'informal'])),
  timeZone: z.nullable(z.string()),
  kind: z.string(),
  isVip: z.boolean(),
  warning: z.nullable(z.string()),
  isDemo: z.boolean(),
  salutation: z.optional(z.nullable(z.enum(['ms', 'mr']))),
  /** How the name is spoken. */
  nameHint: z.optional(z.nullable(z.string())),
  preferredChannel: z.optional(z.nullable(z.string())),
  preferredHours: z.optional(z.nullable(z.object({ days: z.array(z.int()), from: z.string(), until: z.string() }))),
});

export const CardCompany = z.object({ id: Id, name: z.string(), tier: z.nullable(z.string()), customerNumber: z.nullable(z.string()) });

/** A chip of row 3, most severe first. The client translates `kind`; `text` is what a person wrote. */
export const CardAlert = z.object({
  kind: z.enum(['warning', 'complaint', 'vip', 'no-calls', 'language']),
  text: z.nullable(z.string()),
  ticketId: z.nullable(Id),
});

/** A promise given to the caller and still open. */
export const CardPromise = z.object({
  taskId: Id,
  text: z.string(),
  dueAt: z.nullable(Instant),
  ownerName: z.nullable(z.string()),
  ticketId: z.nullable(Id),
});

/** An open ticket of the caller. `number` is as it is spoken. */
export const CardTicket = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: z.string(),
  priority: z.string(),
  updatedAt: Instant,
});

/** One line of the caller's history; `summary` is null where a confidential team keeps it. */
export const CardContact = z.object({
  id: Id,
  kind: z.string(),
  direction: z.nullable(z.string()),
  at: Instant,
  durationSeconds: z.nullable(z.int()),
  outcome: z.nullable(z.string()),
  agentName: z.nullable(z.string()),
  summary: z.nullable(z.string()),
  ticketId: z.nullable(Id),
});

export const CardConsent = z.object({ purpose: z.string(), channel: z.string(), isGranted: z.boolean(), at: Instant });

/**
 * Everything an agent needs before the first word, in one message of at most 8 kB: painted from the offer event alone.
 * Lists are cut (three tickets, two promises, five contacts); the totals say how many there are.
 */
export const CallerCard = z.object({
  match: CallerMatch,
  candidates: z.array(CallerCandidate),
  /** The calling number as text for people; null when withheld. */
  number: z.nullable(z.object({ e164: z.string(), display: z.string(), area: z.nullable(z.string()) })),
  person: z.nullable(CardPerson),
  company: z.nullable(CardCompany),
  /** From the head company down to the caller's own. */
  path: z.array(z.object({ id: Id, name: z.string() })),
  owner: z.nullable(z.object({ id: Id, name: z.string() })),
  alerts: z.array(CardAlert),
  promises: z.array(CardPromise),
  promisesTotal: z.int(),
  tickets: z.array(CardTicket),
  ticketsTotal: z.int(),
  contacts: z.array(CardContact),
  consents: z.array(CardConsent),
  pinnedNote: z.nullable(z.string()),
  /** Calls from this number or person today, this one included. */
  callsToday: z.int(),
});
export type CallerCard = z.infer<typeof CallerCard>;
