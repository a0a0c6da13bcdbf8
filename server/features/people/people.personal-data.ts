import type { PersonalData } from '../../core/feature.js';

const WHILE_PERSON = 'as long as the person';

/** What the tables of this feature say about natural persons. */
export const peoplePersonalData: readonly PersonalData[] = [
  {
    table: 'persons',
    columns: [
      'given_name',
      'family_name',
      'sort_name',
      'title',
      'salutation',
      'name_hint',
      'language',
      'time_zone',
      'customer_number',
      'warning',
      'pinned_note',
      'notes',
    ],
    key: 'id',
    erasure: 'pseudonymise',
    kept: 'until erased on request',
  },
  { table: 'phone_numbers', columns: ['e164', 'extension', 'display', 'stem'], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'mail_addresses', columns: ['address'], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'positions', columns: ['role'], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'consents', columns: ['proof'], key: 'person_id', erasure: 'keep', kept: 'five years after the last use (§ 7a UWG)' },
  { table: 'person_facts', columns: [], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'number_choices', columns: ['e164'], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'phone_hints', columns: ['e164', 'display'], key: 'person_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'person_merges', columns: ['restore'], key: 'into_id', erasure: 'delete', kept: WHILE_PERSON },
  { table: 'person_merged_rows', columns: [], key: null, erasure: 'none', kept: 'as long as the merge' },
  { table: 'search_keys', columns: ['key'], key: 'person_id', erasure: 'delete', kept: 'rebuilt with the name' },
  { table: 'companies', columns: ['notes', 'pinned_note', 'warning'], key: null, erasure: 'none', kept: 'until deleted' },
  { table: 'company_facts', columns: [], key: null, erasure: 'none', kept: 'as long as the company' },
];
