import type pg from 'pg';
import { APP_LOCK } from '../../../server/core/nodes/node-session.js';

/** A large load on one connection, in one transaction: if it fails, no index is missing. */
export interface BulkLoad {
  /** Builds the indexes again and gathers statistics; call when the tables are full. */
  finish(): Promise<void>;
  commit(): Promise<void>;
}

/** True when nobody else uses the database and triggers may rest; `client` keeps others away until it ends. */
export async function isAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean; mayRest: boolean }>(
    `SELECT pg_try_advisory_lock($1::bigint) AS alone, has_parameter_privilege('session_replication_role', 'SET') AS "mayRest"`,
    [APP_LOCK],
  );
  return rows.every((row) => row.alone && row.mayRest);
}

/**
 * Makes loading `tables` fast in a database of one's own (`isAlone`): their secondary indexes go until `finish`, row triggers and foreign keys rest
 * (what is loaded keeps them by construction).
 */
export async function beginBulk(client: pg.Client, tables: readonly string[]): Promise<BulkLoad> {
  await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB'; SET synchronous_commit = off; BEGIN`);
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique AND NOT i.indisexclusion`,
    [tables],
  );
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  return {
    async finish() {
      for (const { definition } of indexes.rows) await client.query(definition);
      await client.query(`ANALYZE ${tables.join(', ')}`);
    },
    async commit() {
      await client.query('COMMIT');
    },
  };
}
