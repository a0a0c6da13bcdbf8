import type { PersonalData } from './feature.js';

/** Tables of the house itself in the registry of personal data (architecture §6). */
export const corePersonalData: readonly PersonalData[] = [
  { table: 'events', columns: ['payload', 'actor_id'], key: 'entity_id', erasure: 'delete', kept: '72 hours' },
  { table: 'event_head', columns: [], key: null, erasure: 'none', kept: 'one row, always' },
  {
    table: 'audit',
    columns: ['actor_id', 'actor_name', 'changes'],
    key: 'entity_id',
    erasure: 'pseudonymise',
    kept: 'until erased; who changed what is the proof of our duties',
  },
  { table: 'deadlines', columns: ['payload'], key: 'key', erasure: 'delete', kept: 'until they fire' },
  { table: 'idempotency_keys', columns: ['answer'], key: 'actor_id', erasure: 'delete', kept: '24 hours' },
  { table: 'nodes', columns: [], key: null, erasure: 'none', kept: 'while the process runs' },
  { table: 'migrations', columns: [], key: null, erasure: 'none', kept: 'always' },
  { table: 'graphile_worker._private_jobs', columns: ['payload'], key: null, erasure: 'keep', kept: 'until done; 14 days when failed' },
  { table: 'graphile_worker._private_job_queues', columns: [], key: null, erasure: 'none', kept: 'while jobs wait in them' },
  { table: 'graphile_worker._private_tasks', columns: [], key: null, erasure: 'none', kept: 'always' },
  { table: 'graphile_worker._private_known_crontabs', columns: [], key: null, erasure: 'none', kept: 'always' },
  { table: 'graphile_worker.migrations', columns: [], key: null, erasure: 'none', kept: 'always' },
];
