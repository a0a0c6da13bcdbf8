import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations as migrateJobs } from 'graphile-worker';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { makeDataSource } from '../../../server/core/db/data-source.js';
import { migrate } from '../../../server/core/db/migrate.js';
import { APP_LOCK } from '../../../server/core/nodes/node-session.js';
import { TELEPHONY_ID } from '../../../server/features/telephony/telephony-row.js';
import { type BackupHeader, quote, tablesOf } from './catalog.js';
import { pour, settleFiles, verify } from './load.js';

type MigrationClass = new () => MigrationInterface;

/** What to restore, and where to. */
export interface RestoreOptions {
  url: string;
  dataDir: string;
  file: string;
  /** This program's migrations, oldest first. */
  migrations: readonly MigrationClass[];
  /** True when this installation takes the place of the one that was backed up: then it serves the account's calls at once. */
  isLive: boolean;
}

const nameOf = (migration: MigrationClass) => new migration().name ?? migration.name;

/** The program's migrations that the backup had seen. Throws when it has seen more: it was made by a newer Ringback. */
function migrationsUpTo({ migrations }: BackupHeader, known: readonly MigrationClass[]): MigrationClass[] {
  const names = known.map(nameOf);
  const unknown = migrations.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`The backup was made by a newer Ringback (it has ${unknown.join(', ')}): update this one first.`);
  return known.filter((migration) => migrations.includes(nameOf(migration)));
}

async function takeLock(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1::bigint) as ok', [APP_LOCK]);
  if (rows[0]?.ok !== true) throw new Error('Ringback is running on this database: stop it before restoring.');
}

/** Makes the schema the backup's rows fit into, empty, in the client's transaction. */
async function rebuildSchema(client: pg.Client, url: string, migrations: readonly MigrationClass[]): Promise<void> {
  await client.query('drop schema public cascade');
  await client.query('create schema public');
  // Migrations speak to a TypeORM query runner; this one sends everything through our transaction.
  const source = makeDataSource({ url, entities: [], migrations: [] });
  const runner = source.createQueryRunner();
  const query = async (text: string, values?: unknown[]): Promise<unknown[]> =>
    (await client.query({ text, ...(values && { values }) })).rows;
  Object.assign(runner, { query });
  for (const migration of migrations) await new migration().up(runner);
  await client.query(
    'create table if not exists public.migrations (id serial primary key, "timestamp" bigint not null, name varchar not null)',
  );
}

/** Takes foreign keys and triggers away so that rows may come in any order; returns the statements that bring them back, checked. */
async function loosen(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; relation: string; definition: string }>(
    `select quote_ident(c.conname) as name, c.conrelid::regclass::text as relation, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where c.contype = 'f' and c.conparentid = 0 and n.nspname in ('public', 'graphile_worker')`,
  );
  for (const { name, relation } of rows) await client.query(`alter table ${relation} drop constraint ${name}`);
  const tables = await tablesOf(client);
  const relations = tables.map((table) => quote(table.schema, table.name));
  await client.query(`truncate ${relations.join(', ')}`);
  for (const relation of relations) await client.query(`alter table ${relation} disable trigger user`);
  return [
    ...rows.map(({ name, relation, definition }) => `alter table ${relation} add constraint ${name} ${definition}`),
    ...relations.map((relation) => `alter table ${relation} enable trigger user`),
  ];
}

async function makePartitions(client: pg.Client, { partitions }: BackupHeader): Promise<void> {
  for (const { name, parent, bound } of partitions) {
    await client.query(`create table if not exists ${name} partition of ${parent} ${bound}`);
  }
}

async function finish(client: pg.Client, { sequences }: BackupHeader, tighten: readonly string[]): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query('select setval(to_regclass($1), $2::bigint, $3) where to_regclass($1) is not null', [name, value, isCalled]);
  }
  for (const sql of tighten) await client.query(sql);
  // Open consoles must not go on from a cursor of the time that was undone, and no process of then is alive.
  await client.query('update event_head set epoch = gen_random_uuid()');
  await client.query('delete from nodes');
  await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null');
  await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null');
}

async function replaceRows(client: pg.Client, header: BackupHeader, options: RestoreOptions & { staging: string }): Promise<void> {
  await client.query('begin');
  await rebuildSchema(client, options.url, migrationsUpTo(header, options.migrations));
  await makePartitions(client, header);
  const tighten = await loosen(client);
  const files = await pour(options.file, client, options.staging);
  await finish(client, header, tighten);
  await client.query('commit');
  settleFiles(options.staging, options.dataDir, files);
}

async function migrateOn({ url, migrations }: RestoreOptions): Promise<void> {
  const source = await makeDataSource({ url, entities: [], migrations }).initialize();
  await migrate(source, url).finally(() => source.destroy());
}

/** A copy that came up beside the original would end its calls: the account is held until an administrator takes it up. */
async function holdTelephony(client: pg.Client): Promise<void> {
  await client.query(
    `insert into telephony (id, version, created_at, updated_at, kind, state, is_held) values ($1, 1, now(), now(), 'simulator', 'untested', true)
       on conflict (id) do update set is_held = true, version = telephony.version + 1`,
    [TELEPHONY_ID],
  );
}

/**
 * Replaces an installation's rows, stored files and secrets by a backup's, then migrates to this program's head. All or nothing: the
 * rows change in one transaction. Throws, before touching anything, when Ringback is running, or the backup is damaged or newer.
 */
export async function restore(options: RestoreOptions): Promise<BackupHeader> {
  const header = await verify(options.file);
  migrationsUpTo(header, options.migrations);
  const client = new pg.Client({ connectionString: options.url, application_name: 'ringback-restore' });
  await client.connect();
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const staging = mkdtempSync(join(options.dataDir, '.restoring-'));
  try {
    await takeLock(client);
    await migrateJobs({ connectionString: options.url });
    await replaceRows(client, header, { ...options, staging });
    await migrateOn(options);
    if (!options.isLive) await holdTelephony(client);
    return header;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    await client.end();
  }
}
