import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrations } from '../../migrations/index.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { startEmbeddedPostgres } from '../../server/core/db/embedded-postgres.js';
import { migrate } from '../../server/core/db/migrate.js';
import { TEMPLATE } from './template.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the run's PostgreSQL server, pointing at its `postgres` database. */
    databaseServer: string;
  }
}

const PREFIX = 'ringback-test-';

/** Nothing survives a run, so nothing needs to reach the disk. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', jit: 'off' };

/** Ends and removes the servers of earlier runs that were killed before they could: their folder carries the pid of the run. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    try {
      process.kill(Number(name.slice(PREFIX.length).split('-')[0]), 0);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) continue;
      const left = await startEmbeddedPostgres({ dataDir: join(tmpdir(), name), database: 'postgres' }).catch(() => undefined);
      await left?.stop();
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${TEMPLATE}`;
  const source = await makeDataSource({ url: url.href, entities: [], migrations }).initialize();
  await migrate(source, url.href);
  await source.destroy();
}

/** Starts the run's PostgreSQL, migrates the template that every test database is a clone of, and returns the teardown. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The server's own user, when we are root, must get through to its files.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, database: 'postgres', settings: FORGETFUL });
  await makeTemplate(server.url);
  project.provide('databaseServer', server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
