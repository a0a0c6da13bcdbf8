import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addJobAdhoc } from 'graphile-worker';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { sequencesOf } from '../../scripts/support/backup/catalog.js';
import { dump } from '../../scripts/support/backup/dump.js';
import { restore } from '../../scripts/support/backup/restore.js';
import { APP_LOCK } from '../../server/core/nodes/node-session.js';
import { contentsOf } from '../support/contents.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const AT = '2026-03-02T09:00:00Z';

let folder: string;
let from: TestDatabase;
let to: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-backup-'));
  [from, to] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterEach(async () => {
  await Promise.all([from.drop(), to.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function on<T>(database: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return work(client).finally(() => client.end());
}

const addAccount = (client: pg.Client, name: string) =>
  client.query<{ id: string }>(
    `insert into accounts (id, created_at, updated_at, name, email, password_hash, roles, language)
     values (gen_random_uuid(), $2, $2, $1, $1 || '@example.test', 'x', '{agent}', 'de') returning id`,
    [name, AT],
  );

/** Rows of the awkward kinds: foreign keys, identity, partitions, jsonb, arrays, null, and every character COPY must escape. */
async function fill(): Promise<void> {
  await on(from, async (client) => {
    const account = (await addAccount(client, 'Jörg "\\N" \t\n O’Hara')).rows[0]?.id;
    await client.query(`insert into teams (id, created_at, updated_at, name) values (gen_random_uuid(), $1, $1, 'Hotline')`, [AT]);
    await client.query('insert into team_members (team_id, account_id) select id, $1 from teams', [account]);
    await client.query(`insert into settings (key, value, updated_at) values ('test.tree', '{"a": [1, null, "\\u00e4"]}', $1)`, [AT]);
    for (const at of ['2026-03-02', '2026-03-03']) {
      await client.query(
        `insert into events (type, entity_id, payload, rooms, at) values ('test.done', 'x', '{}', '{agent:1,team:2}', $1)`,
        [at],
      );
    }
    await client.query(
      `insert into audit (at, actor_name, request_id, entity, entity_id, action) select $1, 'test', 'r', 'account', i::text, 'changed' from generate_series(1, 20000) i`,
      [AT],
    );
  });
  await addJobAdhoc({ connectionString: from.url }, 'test.job', { ticket: 7 }, { runAt: new Date(AT) });
}

/** All rows but for what a restore renews on purpose. */
const contents = (database: TestDatabase) => contentsOf(database, ['event_head', 'nodes']);
const count = (database: TestDatabase, sql: string) =>
  on(database, async (client) => Number((await client.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n));
const file = () => join(folder, 'backup');
const dumpIt = () => dump({ url: from.url, dataDir: join(folder, 'from'), file: file() });
const restoreIt = (known = migrations as readonly (new () => MigrationInterface)[], isLive = true) =>
  restore({ url: to.url, dataDir: join(folder, 'to'), file: file(), migrations: known, isLive });

describe('backup and restore', () => {
  it('bring back every row, sequence, job, stored file and secret', async () => {
    await fill();
    mkdirSync(join(folder, 'from/files/ab'), { recursive: true });
    writeFileSync(join(folder, 'from/files/ab/abcdef'), Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251)));
    writeFileSync(join(folder, 'from/secrets.json'), '{"key":"s3cret"}', { mode: 0o600 });
    writeFileSync(join(folder, 'from/carrier.log'), 'noise');
    await dumpIt();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await restoreIt();
    expect(await contents(to)).toEqual(await contents(from));
    expect(await on(to, sequencesOf)).toEqual(await on(from, sequencesOf));
    expect(await count(to, 'audit')).toBe(20_000);
    expect(await count(to, `graphile_worker.jobs where task_identifier = 'test.job'`)).toBe(1);
    for (const path of ['files/ab/abcdef', 'secrets.json']) {
      expect(readFileSync(join(folder, 'to', path)).equals(readFileSync(join(folder, 'from', path)))).toBe(true);
      expect(statSync(join(folder, 'to', path)).mode).toBe(statSync(join(folder, 'from', path)).mode);
    }
    expect(() => statSync(join(folder, 'to/carrier.log'))).toThrow();
  });

  it('replace what was there, keep constraints and triggers, and begin a new epoch of events', async () => {
    await fill();
    await dumpIt();
    const epoch = () => on(to, async (client) => (await client.query<{ epoch: string }>('select epoch from event_head')).rows[0]?.epoch);
    await on(to, (client) => addAccount(client, 'swept away'));
    const before = await epoch();
    await restoreIt();
    expect(await count(to, `accounts where name = 'swept away'`)).toBe(0);
    expect(await epoch()).not.toBe(before);
    await on(to, async (client) => {
      await expect(
        client.query('insert into team_members (team_id, account_id) values (gen_random_uuid(), gen_random_uuid())'),
      ).rejects.toThrow('foreign key');
      await expect(client.query(`update teams set name = 'same version'`)).rejects.toThrow('must grow');
    });
  });

  it('see one instant while rows are being written', async () => {
    let isDone = false;
    const writer = on(from, async (client) => {
      for (let i = 0; !isDone || i < 20; i++) {
        await client.query('begin');
        await addAccount(client, `writer ${i}`);
        await client.query(
          `insert into audit (at, actor_name, request_id, entity, entity_id, action) values ($1, 'w', 'r', 'account', $2, 'made')`,
          [AT, `writer ${i}`],
        );
        await client.query('commit');
      }
    });
    await fill();
    await dumpIt();
    isDone = true;
    await writer;
    await restoreIt();
    expect(await count(to, `audit a where action = 'made' and not exists (select from accounts where name = a.entity_id)`)).toBe(0);
    expect(await count(to, `accounts a where name like 'writer %' and not exists (select from audit where entity_id = a.name)`)).toBe(0);
    expect(await count(to, `accounts where name like 'writer %'`)).toBeGreaterThan(0);
  });

  it('refuse while Ringback runs, and change nothing', async () => {
    await dumpIt();
    await on(to, async (client) => {
      await client.query('select pg_advisory_lock($1::bigint)', [APP_LOCK]);
      await addAccount(client, 'kept');
      await expect(restoreIt()).rejects.toThrow('Ringback is running on this database');
    });
    expect(await count(to, `accounts where name = 'kept'`)).toBe(1);
  });

  it('hold the telephone account of a copy', async () => {
    await dumpIt();
    await restoreIt(undefined, false);
    expect(await count(to, 'telephony where is_held')).toBe(1);
  });

  it('refuse the backup of a newer program', async () => {
    await dumpIt();
    await expect(restoreIt(migrations.slice(0, -1))).rejects.toThrow(/made by a newer Ringback/);
  });

  it('migrate the backup of an older program to the head', async () => {
    class AddNickname1999999999999 implements MigrationInterface {
      name = 'AddNickname1999999999999';
      async up(runner: QueryRunner): Promise<void> {
        await runner.query(`alter table accounts add nickname text not null default 'none'`);
      }
      async down(runner: QueryRunner): Promise<void> {
        await runner.query('alter table accounts drop nickname');
      }
    }
    await fill();
    await dumpIt();
    await restoreIt([...migrations, AddNickname1999999999999]);
    expect(await count(to, `accounts where nickname = 'none'`)).toBe(1);
    expect(await count(to, `migrations where name = 'AddNickname1999999999999'`)).toBe(1);
  });

  it('refuse a file that is cut off, damaged or something else, and never write over one', async () => {
    await fill();
    await dumpIt();
    await expect(dumpIt()).rejects.toThrow('exists already');
    await on(to, (client) => addAccount(client, 'kept'));
    truncateSync(file(), statSync(file()).size - 200);
    await expect(restoreIt()).rejects.toThrow(/not a whole|cut off/);
    writeFileSync(file(), 'something else');
    await expect(restoreIt()).rejects.toThrow('not a whole Ringback backup');
    expect(await count(to, `accounts where name = 'kept'`)).toBe(1);
  });
});
