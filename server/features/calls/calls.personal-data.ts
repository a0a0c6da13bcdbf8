import type { PersonalData } from '../../core/feature.js';

/** What the tables of calls say about natural persons. */
export const callsPersonalData: readonly PersonalData[] = [
  {
    table: 'calls',
    columns: ['from_number', 'person_name', 'company_name'],
    key: 'person_id',
    erasure: 'pseudonymise',
    kept: 'as long as the history',
  },
  { table: 'legs', columns: [], key: null, erasure: 'none', kept: 'with the call' },
  { table: 'offers', columns: [], key: null, erasure: 'none', kept: 'with the call' },
  { table: 'call_moments', columns: [], key: null, erasure: 'none', kept: 'with the call' },
  { table: 'queue_stays', columns: [], key: null, erasure: 'none', kept: 'with the call' },
  { table: 'call_desks', columns: ['note', 'next_step'], key: 'calls.person_id', erasure: 'delete', kept: 'with the call' },
  {
    table: 'lost_calls',
    columns: ['identity', 'from_number', 'person_name', 'company_name'],
    key: 'person_id',
    erasure: 'delete',
    kept: 'until settled, then with the call',
  },
  { table: 'webhook_receipts', columns: ['params'], key: 'calls.person_id', erasure: 'delete', kept: '30 days' },
  { table: 'carrier_commands', columns: [], key: null, erasure: 'none', kept: 'with the call' },
];
