import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';
import { Channel, ConsentPurpose, ConsentState, Person } from './people.js';

/** Two records of one person became one. */
export const PersonMerge = z.object({
  ...base,
  /** The record that went up in the other one. */
  fromId: Id,
  intoId: Id,
  byId: z.nullable(Id),
  at: Instant,
  /** When they were parted again. */
  undoneAt: z.nullable(Instant),
});
export type PersonMerge = z.infer<typeof PersonMerge>;

/** Of these one of two values is kept. All else is kept from both: numbers, addresses, companies, consents, notes, warnings, what happened. */
export const PersonMergeField = z.enum([
  ...(['name', 'title', 'salutation', 'nameHint', 'kind', 'language', 'formOfAddress', 'timeZone', 'preferredHours'] as const),
  ...(['preferredChannel', 'customerNumber', 'ownerId'] as const),
]);
export type PersonMergeField = z.infer<typeof PersonMergeField>;

/** What merging would do. */
export const PersonMergePreview = z.object({
  from: Person,
  into: Person,
  /** Fields in which both say something, and not the same: one of the two would be lost. */
  differing: z.array(PersonMergeField),
  /** Consents that differ, and the one that counts afterwards: the latest that was said. */
  consents: z.array(z.object({ purpose: ConsentPurpose, channel: Channel, from: ConsentState, into: ConsentState, after: ConsentState })),
  moving: z.object({ tickets: z.int(), contacts: z.int(), tasks: z.int(), calls: z.int() }),
});
export type PersonMergePreview = z.infer<typeof PersonMergePreview>;

/** A merge that stands, as one of its two records shows it. `canUndo`: neither was changed since. */
export const PersonMergeLine = z.object({ merge: PersonMerge, other: z.object({ id: Id, name: z.string() }), canUndo: z.boolean() });
export type PersonMergeLine = z.infer<typeof PersonMergeLine>;
