import pg from 'pg';
import type { DataSource } from 'typeorm';
import { APP_LOCK } from '../nodes/node-session.js';
import { migrate } from './migrate.js';

const MIGRATE_LOCK = 7_265_003;

/**
 * Migrates under a lock, so that of several servers starting at once one migrates and the others wait. A lone server first makes
 * sure that nobody else uses the data: a newer program must not migrate under the feet of an older one.
 */
export async function prepareDatabase(dataSource: DataSource, options: { url: string; isCluster: boolean }): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'ringback-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; free: boolean }>(
      `SELECT current_setting('server_version_num') AS version, ${options.isCluster ? 'true' : 'pg_try_advisory_lock($1::bigint)'} AS free`,
      options.isCluster ? [] : [APP_LOCK],
    );
    if (Number(rows[0]?.version) < 150_000) throw new Error('PostgreSQL 15 or newer is needed.');
    if (!rows[0]?.free)
      throw new Error(
        'Another Ringback server (or a restore) is using this database. Stop it first, or set RINGBACK_CLUSTER=1 on all servers to run several together.',
      );
    await client.query('SELECT pg_advisory_lock($1::bigint)', [MIGRATE_LOCK]);
    return await migrate(dataSource, options.url);
  } finally {
    await client.end();
  }
}
