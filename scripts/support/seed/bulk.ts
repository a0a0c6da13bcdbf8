import type pg from 'pg';
import { APP_LOCK } from '../../../server/core/nodes/node-session.js';

const TABLES = [
  ...['companies', 'persons', 'phone_numbers', 'mail_addresses', 'positions', 'search_keys', 'person_facts', 'company_facts'],
  ...['tickets', 'ticket_numbers', 'messages', 'tasks', 'interactions'],
];

/**
 * Makes a large load fast when nobody else uses the database: secondary indexes go and come back, row triggers and foreign keys rest (what is loaded
 * keeps them by construction). Beside a running server everything stays as it is. Returns what puts all back.
 */
export async function beginBulk(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1::bigint) AS alone', [APP_LOCK]);
  if (!rows[0]?.alone) return () => Promise.resolve();
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [TABLES],
  );
  // Only the database's owner of everything may let triggers rest; without that right it is merely slower.
  await client.query('SET session_replication_role = replica').catch(() => undefined);
  await client.query(`SET maintenance_work_mem = '256MB'; SET synchronous_commit = off`);
  // In one transaction: if the load fails, no index is missing.
  await client.query('BEGIN');
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query('COMMIT');
    await client.query('RESET session_replication_role; RESET maintenance_work_mem; RESET synchronous_commit');
    await client.query('SELECT pg_advisory_unlock($1::bigint)', [APP_LOCK]);
  };
}
