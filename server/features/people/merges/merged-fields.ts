import { isDeepStrictEqual } from 'node:util';
import { PersonMergeField } from '../../../../shared/models/person-merges.js';
import type { PersonEntity } from '../person.entity.js';
import { personSortName } from '../search/search-keys.js';

/** What a field shows of a person; null when it says nothing. */
function said(person: PersonEntity, field: PersonMergeField): unknown {
  if (field === 'name') return { givenName: person.givenName, familyName: person.familyName };
  const value = person[field];
  return value === '' ? null : value;
}

/** Fields in which both say something, and not the same. */
export function differingFields(from: PersonEntity, into: PersonEntity): PersonMergeField[] {
  return PersonMergeField.options.filter((field) => {
    const [one, other] = [said(from, field), said(into, field)];
    return one !== null && other !== null && !isDeepStrictEqual(one, other);
  });
}

/** Two texts one after the other; one that the other holds already is not said twice. */
function joined(into: string | null, from: string | null, between: string): string | null {
  if (!from || into?.includes(from)) return into;
  return into ? `${into}${between}${from}` : from;
}

/** What becomes of `into`: its own, filled from the other where it says nothing, of `take` what the other says. Words are kept from both. */
export function mergedFields(from: PersonEntity, into: PersonEntity, take: readonly PersonMergeField[]): Partial<PersonEntity> {
  const patch: Partial<PersonEntity> = {};
  for (const field of PersonMergeField.options) {
    const theirs = said(from, field);
    if (theirs === null || (said(into, field) !== null && !take.includes(field))) continue;
    Object.assign(patch, field === 'name' ? theirs : { [field]: theirs });
  }
  const name = { givenName: patch.givenName ?? into.givenName, familyName: patch.familyName ?? into.familyName };
  return {
    ...patch,
    sortName: personSortName(name),
    isVip: into.isVip || from.isVip,
    // With the demo data whatever stands on a demo person is thrown away.
    isDemo: into.isDemo && from.isDemo,
    warning: joined(into.warning, from.warning, ' · '),
    pinnedNote: joined(into.pinnedNote, from.pinnedNote, '\n'),
    notes: joined(into.notes, from.notes, '\n\n') ?? '',
  };
}
