import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBinaries, linksMissing, packageFolder } from '../../server/core/db/embedded/binaries.js';
import type { ServerFile } from '../../server/core/db/embedded/data-folder.js';
import { isRoot, pickOsUser } from '../../server/core/db/embedded/os-user.js';
import { clearDeadPostmaster, readPostmaster, stopPostmaster } from '../../server/core/db/embedded/postmaster.js';
import { startEmbeddedPostgres } from '../../server/core/db/embedded-postgres.js';

const FAST = { fsync: 'off' };
let base: string;
let dataDir: string;
let starters: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'ringback-launcher-'));
  // The temporary folder is private; the server's user must get through it except where a test says otherwise.
  chmodSync(base, 0o711);
  dataDir = join(base, 'postgres');
  starters = [];
});

afterEach(async () => {
  for (const starter of starters) starter.kill('SIGKILL');
  if (existsSync(join(dataDir, 'server.json'))) {
    const moved = serverFile().cluster;
    await stopPostmaster(moved ?? join(dataDir, 'cluster'));
    if (moved) rmSync(dirname(moved), { recursive: true, force: true });
  }
  rmSync(base, { recursive: true, force: true });
});

const serverFile = () => JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as ServerFile;
const start = (extra: { port?: number; say?: (line: string) => void } = {}) =>
  startEmbeddedPostgres({ dataDir, database: 'ringback', settings: FAST, ...extra });

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return Object.values(result.rows[0] ?? {})[0];
}

async function startInProcess(user: { uid?: number; gid?: number } = {}): Promise<{ starter: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'embedded-starter.ts');
  const starter = spawn(process.execPath, ['--import', 'tsx', script, dataDir, JSON.stringify(FAST)], {
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  starters.push(starter);
  const [line] = (await once(starter.stdout ?? starter, 'data')) as [Buffer];
  return { starter, url: line.toString().trim() };
}

function postmaster(): number {
  return readPostmaster(serverFile().cluster ?? join(dataDir, 'cluster'))?.pid ?? 0;
}

describe('startEmbeddedPostgres', () => {
  it('creates the database, keeps its rows and its port over a restart, and stays on loopback', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 7 as n');
    expect(await query(first.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await query(first.url, `select current_setting('server_version_num')::int / 10000`)).toBe(18);
    await first.stop();
    const second = await start();
    expect(second).toMatchObject({ adopted: false, url: first.url });
    expect(await query(second.url, 'select n from kept')).toBe(7);
  });

  it('keeps the password in a file only its starter may read', async () => {
    const { url } = await start();
    expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('adopts the server that survived a kill -9 of the process that started it', async () => {
    const { starter, url } = await startInProcess();
    await query(url, 'create table kept as select 7 as n');
    const before = postmaster();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const next = await start();
    expect(next).toMatchObject({ adopted: true, url });
    expect(postmaster()).toBe(before);
    expect(await query(next.url, 'select n from kept')).toBe(7);
  });

  it('recovers every committed row after a kill -9 of the server', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select generate_series(1, 5000) as n');
    process.kill(postmaster(), 'SIGKILL');
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await query(next.url, 'select count(*)::int from kept')).toBe(5000);
  });

  it('recovers after a kill -9 of both', async () => {
    const { starter, url } = await startInProcess();
    await query(url, 'create table kept as select generate_series(1, 5000) as n');
    process.kill(postmaster(), 'SIGKILL');
    starter.kill('SIGKILL');
    const next = await start();
    expect(await query(next.url, 'select count(*)::int from kept')).toBe(5000);
  });

  it('recovers although the killed server stays a zombie that nobody reaps', async () => {
    const { starter, url } = await startInProcess();
    await query(url, 'create table kept as select 7 as n');
    starter.kill('SIGSTOP');
    process.kill(postmaster(), 'SIGKILL');
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await query(next.url, 'select n from kept')).toBe(7);
  });

  it('guarded, is back on its port with every row after a kill -9 of the server, twice, and stays down once stopped', async () => {
    const said: string[] = [];
    const server = await start({ say: (line) => said.push(line) });
    server.guard();
    await query(server.url, 'create table kept as select 7 as n');
    for (const round of [1, 2]) {
      process.kill(postmaster(), 'SIGKILL');
      await expect.poll(() => query(server.url, 'select n from kept').catch(() => null), { timeout: 20_000 }).toBe(7);
      await expect
        .poll(() => said)
        .toEqual(
          Array.from({ length: round }, () => ['The database ended unexpectedly; starting it again.', 'The database is back.']).flat(),
        );
    }
    await server.stop();
    await sleep(2500);
    await expect(query(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('lets two launchers of an empty folder end up with one server', async () => {
    const [one, two] = await Promise.all([startInProcess(), startInProcess()]);
    expect(one.url).toBe(two.url);
  });

  it('finds another port when the one used last is taken, and insists on a configured one', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await second.stop();
    await expect(start({ port: Number(new URL(first.url).port) })).rejects.toThrow(/Port \d+ on 127.0.0.1 is taken by another program/);
    squatter.close();
  });

  it('says which folder cannot be had, and what to do', async () => {
    writeFileSync(dataDir, 'a file where the folder should be');
    await expect(start()).rejects.toThrow(/The data folder .* cannot be written \((EEXIST|ENOTDIR)\)\. Set RINGBACK_DATA/);
    rmSync(dataDir);
  });

  it('refuses a cluster of another major version in words', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 16, this Ringback brings 18/);
  });

  it('starts over a postmaster.pid whose number now belongs to another program', async () => {
    await (await start()).stop();
    const path = join(dataDir, 'cluster', 'postmaster.pid');
    writeFileSync(path, [process.pid, join(dataDir, 'cluster'), 0, 5432, '', '', '', 'ready', ''].join('\n'));
    clearDeadPostmaster(join(dataDir, 'cluster'));
    expect(existsSync(path)).toBe(false);
    expect((await start()).adopted).toBe(false);
  });

  it('serves root from a folder its own user cannot enter by moving the cluster, said in one line', async () => {
    chmodSync(base, 0o700);
    const said: string[] = [];
    const first = await start({ say: (line) => said.push(line) });
    await query(first.url, 'create table kept as select 7 as n');
    expect(said).toHaveLength(isRoot() ? 1 : 0);
    expect(serverFile().cluster === undefined).toBe(!isRoot());
    await first.stop();
    expect(await query((await start()).url, 'select n from kept')).toBe(7);
  });

  it('runs for an ordinary user as that user', async () => {
    const user = pickOsUser(join(dataDir, 'cluster')) ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    mkdirSync(dataDir);
    chownSync(dataDir, user.uid, user.gid);
    const { url } = await startInProcess(isRoot() ? user : {});
    expect(await query(url, 'select 1')).toBe(1);
    expect(statSync(join(dataDir, 'server.json')).uid).toBe(user.uid);
  });
});

describe('findBinaries', () => {
  it('makes the library links that npm --ignore-scripts leaves out, and copies a private package to a readable cache', () => {
    const folder = join(base, 'private', 'package');
    mkdirSync(dirname(folder), { mode: 0o700 });
    cpSync(packageFolder(), folder, { recursive: true, verbatimSymlinks: true });
    for (const { target } of JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[])
      unlinkSync(join(folder, target));
    const caches = [join(base, 'cache', 'postgres')];
    const said: string[] = [];
    const user = pickOsUser(dataDir);
    const { postgres } = findBinaries({ user, say: (line) => said.push(line), folder, caches });
    expect(linksMissing(folder)).toEqual([]);
    expect(postgres).toBe(join(isRoot() ? (caches[0] ?? '') : folder, 'native', 'bin', 'postgres'));
    expect(said).toHaveLength(isRoot() ? 1 : 0);
    expect(lstatSync(postgres).mode & 0o555).toBe(0o555);
    expect(findBinaries({ user, say: (line) => said.push(line), folder, caches }).postgres).toBe(postgres);
    expect(said).toHaveLength(isRoot() ? 1 : 0);
  });
});
