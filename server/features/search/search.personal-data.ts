import type { PersonalData } from '../../core/feature.js';

/** What search keeps about natural persons: nothing that does not stand elsewhere; it follows what happens there. */
export const searchPersonalData: readonly PersonalData[] = [
  {
    table: 'search_docs',
    columns: ['party', 'words'],
    key: 'id -> tickets.person_id',
    erasure: 'delete',
    kept: 'as long as the ticket; made anew from what is left of it',
  },
  { table: 'search_state', columns: [], key: null, erasure: 'none', kept: 'for ever: one row' },
];
