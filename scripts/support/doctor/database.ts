import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { driverError } from '../../../server/core/errors.js';
import type { Finding } from './finding.js';

const MAX_SKEW_MS = 2000;
const SLOW_MS = 50;

async function schema(client: pg.Client): Promise<Finding> {
  const known = migrations.map((migration) => migration.name);
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id').catch((error: unknown) => {
    if (driverError(error)?.code === '42P01') return { rows: [] };
    throw error;
  });
  const done = rows.map((row) => row.name);
  const newer = done.filter((name) => !known.includes(name));
  if (newer.length > 0)
    return {
      what: 'schema',
      state: 'failed',
      words: `of a newer version (${newer.at(-1)})`,
      remedy: 'Update this program; an older one must not use the data.',
    };
  const missing = known.filter((name) => !done.includes(name)).length;
  return {
    what: 'schema',
    state: missing === 0 ? 'ok' : 'warning',
    words: missing === 0 ? 'current' : `${missing} steps behind`,
    remedy: 'The next start brings it up to date.',
  };
}

async function clock(client: pg.Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2);
  return {
    what: 'clock',
    state: skew <= MAX_SKEW_MS ? 'ok' : 'warning',
    words: `${Math.round(skew)} ms from the database's`,
    remedy: 'Synchronise both machines (NTP).',
  };
}

/** Reachability, version, speed, schema and clock of the database. */
export async function examineDatabase(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [{ what: 'database', state: 'failed', words, remedy: 'Check DATABASE_URL, or remove it to use the embedded database.' }];
  }
  try {
    const begun = performance.now();
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    const took = performance.now() - begun;
    const version = rows[0]?.version ?? '';
    const isNew = Number.parseInt(version, 10) >= 15;
    const state = isNew ? (took > SLOW_MS ? 'warning' : 'ok') : 'failed';
    const words = `PostgreSQL ${version}, answers in ${took.toFixed(0)} ms`;
    const remedy = isNew
      ? 'Bring server and database closer together: each call needs a dozen answers.'
      : 'PostgreSQL 15 or newer is needed.';
    return [{ what: 'database', state, words, remedy }, await schema(client), await clock(client)];
  } finally {
    await client.end();
  }
}
