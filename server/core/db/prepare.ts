import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { APP_LOCK, DataInUse } from '../nodes/node-session.js';
import { migrate } from './migrate.js';

const MIGRATE_LOCK = 7_265_003;
const PATIENCE_MS = 2500;

/**
 * Migrates under a lock, so that of several servers starting at once one migrates and the others wait. A lone server first makes
 * sure that nobody else uses the data: a newer program must not migrate under the feet of an older one.
 */
export async function prepareDatabase(dataSource: DataSource, options: { url: string; isCluster: boolean }): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'ringback-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    if (Number(rows[0]?.version) < 150_000) throw new Error('PostgreSQL 15 or newer is needed.');
    if (!options.isCluster) await takeAppLock(client);
    await client.query('SELECT pg_advisory_lock($1::bigint)', [MIGRATE_LOCK]);
    return await migrate(dataSource, options.url);
  } finally {
    await client.end();
  }
}

/** A killed server's connections outlive it by moments, longer when they were busy: only a lock that stays taken is another server's. */
async function takeAppLock(client: pg.Client): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1::bigint) AS free', [APP_LOCK]);
    if (rows[0]?.free) return;
    if (Date.now() > end) throw new DataInUse();
  }
}
