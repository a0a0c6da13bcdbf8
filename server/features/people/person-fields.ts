import type { editPerson } from '../../../shared/contract/people.js';
import type { Person } from '../../../shared/models/people.js';
import type { InputOf } from '../../../shared/operation.js';
import { AppError } from '../../core/errors.js';
import type { PersonEntity } from './person.entity.js';
import { personSortName } from './search/search-keys.js';

type Fields = Partial<InputOf<typeof editPerson>>;

/** The columns an edit changes; those not given are left out. Throws NAME_MISSING when no name would be left. */
export function personPatch(input: Fields, before: Person | null): Partial<PersonEntity> {
  const names = {
    givenName: (input.givenName ?? before?.givenName ?? '').trim(),
    familyName: (input.familyName ?? before?.familyName ?? '').trim(),
  };
  if (names.givenName === '' && names.familyName === '') throw new AppError('NAME_MISSING', 'A person needs a given or a family name.');
  const patch: Partial<PersonEntity> = { ...names, sortName: personSortName(names) };
  for (const key of PLAIN) if (input[key] !== undefined) Object.assign(patch, { [key]: input[key] });
  // JSON is compared by its text: hours that say the same must not count as an edit.
  if (JSON.stringify(sorted(input.preferredHours)) === JSON.stringify(sorted(before?.preferredHours))) delete patch.preferredHours;
  return patch;
}

const PLAIN = [
  'title',
  'salutation',
  'nameHint',
  'kind',
  'language',
  'formOfAddress',
  'timeZone',
  'preferredHours',
  'preferredChannel',
  'customerNumber',
  'ownerId',
  'isVip',
  'warning',
  'pinnedNote',
  'notes',
] as const satisfies readonly (keyof Fields)[];

function sorted(hours: Person['preferredHours'] | undefined): unknown {
  return hours && { days: hours.days, from: hours.from, until: hours.until };
}

/** What a new person has when nothing was said. */
export const PERSON_DEFAULTS = {
  title: null,
  salutation: null,
  nameHint: null,
  kind: 'customer',
  language: null,
  formOfAddress: 'formal',
  timeZone: null,
  preferredHours: null,
  preferredChannel: null,
  customerNumber: null,
  ownerId: null,
  isVip: false,
  warning: null,
  pinnedNote: null,
  notes: '',
} as const satisfies Partial<PersonEntity>;
