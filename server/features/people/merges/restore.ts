import type { PersonEntity } from '../person.entity.js';

/** Columns of a person that a merge may change. */
const FIELDS = [
  ...(['givenName', 'familyName', 'sortName', 'title', 'salutation', 'nameHint', 'kind', 'language', 'formOfAddress', 'timeZone'] as const),
  ...([
    'preferredHours',
    'preferredChannel',
    'customerNumber',
    'ownerId',
    'isVip',
    'warning',
    'pinnedNote',
    'notes',
    'mergedIntoId',
    'isDemo',
  ] as const),
];

/** A person as they were before a merge. */
export type KeptPerson = Pick<PersonEntity, (typeof FIELDS)[number]>;

/** What undoing a merge gives back. */
export interface Restore {
  from: KeptPerson;
  into: KeptPerson;
  /** Table → the rows of `from`, as they were, by the names of their columns. */
  parts: Record<string, readonly { id: string }[]>;
  /** Which of several on a number was picked, of both. */
  choices: readonly { person_id: string; e164: string }[];
  /** Positions whose superior `from` was. */
  managed: readonly string[];
}

/** Writes down what a merge may change. */
export function keepPerson(row: PersonEntity): KeptPerson {
  return Object.fromEntries(FIELDS.map((field) => [field, row[field]])) as KeptPerson;
}
