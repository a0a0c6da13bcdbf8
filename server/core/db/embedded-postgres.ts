import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './embedded/binaries.js';
import { ensureCluster } from './embedded/cluster.js';
import { openDataFolder, placeCluster, readServerFile, type ServerFile, writeServerFile } from './embedded/data-folder.js';
import { EmbeddedPostgresError } from './embedded/embedded-error.js';
import { guardServer } from './embedded/guard.js';
import { withLaunchLock } from './embedded/launch-lock.js';
import { type OsUser, pickOsUser } from './embedded/os-user.js';
import { pickPort } from './embedded/port.js';
import { clearDeadPostmaster, isServing, readPostmaster, stopPostmaster } from './embedded/postmaster.js';

/** How to start the bundled PostgreSQL. */
export interface EmbeddedPostgresOptions {
  /** Folder for `server.json`, `server.log` and the cluster; created when missing. */
  dataDir: string;
  /** Loopback port to insist on; without it the one used last, else a free one. */
  port?: number | undefined;
  /** Database to create when missing and to point the URL at. */
  database: string;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for tests. Ignored when a running server is adopted. */
  settings?: Record<string, string> | undefined;
  /** Receives one-line remarks (something was moved or repaired). Default: dropped. */
  say?: ((line: string) => void) | undefined;
}

/** A running bundled PostgreSQL. */
export interface EmbeddedPostgres {
  /** `postgres://…@127.0.0.1:PORT/DATABASE`, with the password in it. */
  url: string;
  /** True when the server was already running: left by a killed process, or serving another one now. */
  adopted: boolean;
  /** From now until `stop()`, a server that dies is started again on the same port. For the one process that serves the installation. */
  guard(): void;
  /** Shuts the server down, adopted or not, and resolves when its process is gone. */
  stop(): Promise<void>;
}

interface Launch {
  folder: string;
  cluster: string;
  user: OsUser | undefined;
  file: ServerFile;
  options: EmbeddedPostgresOptions;
}

const START_PATIENCE_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;

const urlOf = (file: ServerFile, port: number, database: string) =>
  `postgres://postgres:${encodeURIComponent(file.password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/**
 * Starts the PostgreSQL that comes with Ringback, or adopts the one still serving the data folder. Runs as the caller, or, for root,
 * as `postgres` or `nobody`. Listens on 127.0.0.1 only, with a password of its own. Recovers after a kill of itself or of its
 * starter. Throws EmbeddedPostgresError saying what is wrong (folder, port, programs, version) and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = openDataFolder(options.dataDir);
  return withLaunchLock(folder, async () => {
    const say = options.say ?? (() => undefined);
    const user = pickOsUser(readServerFile(folder).cluster ?? join(folder, 'cluster'));
    const cluster = placeCluster(folder, user, say);
    const launch: Launch = { folder, cluster, user, file: readServerFile(folder), options };
    const adopted = await adopt(launch);
    const port = adopted ?? (await launchServer(launch, say));
    writeServerFile(folder, { ...launch.file, port });
    await ensureDatabase(launch, port);
    return { url: urlOf(launch.file, port, options.database), adopted: adopted !== undefined, ...keeping(launch, port, say) };
  });
}

/** Guarding and stopping of a launched server. The port is part of the URL everybody holds, so a relaunch insists on it. */
function keeping(launch: Launch, port: number, say: (line: string) => void): Pick<EmbeddedPostgres, 'guard' | 'stop'> {
  const { folder, cluster } = launch;
  const again: Launch = { ...launch, options: { ...launch.options, port } };
  const relaunch = () => withLaunchLock(folder, async () => (await adopt(again)) ?? (await launchServer(again, say)));
  let guard: ReturnType<typeof guardServer> | undefined;
  return {
    guard: () => {
      guard ??= guardServer({ cluster, relaunch, say });
    },
    stop: async () => {
      await guard?.stop();
      await stopPostmaster(cluster);
    },
  };
}

/** Waits for a server that already has the cluster; its port, or undefined when there is none or it ends meanwhile. */
async function adopt({ cluster, file }: Launch): Promise<number | undefined> {
  for (const end = Date.now() + START_PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const claimed = readPostmaster(cluster);
    if (!claimed || !isServing(claimed.pid)) return undefined;
    if (claimed.port && (await answers(file, claimed.port, cluster)) === true) return claimed.port;
  }
  throw new EmbeddedPostgresError(`A PostgreSQL holds ${cluster} but does not answer: ${readPostmaster(cluster)?.pid} is its process id.`);
}

async function launchServer(launch: Launch, say: (line: string) => void): Promise<number> {
  const { cluster, user, file, options } = launch;
  const binaries = findBinaries({ user, say });
  ensureCluster(cluster, binaries, { user, password: file.password });
  const port = await pickPort(options.port, file.port);
  let reason: string | undefined;
  for (const end = Date.now() + START_PATIENCE_MS; Date.now() < end; await sleep(200)) {
    clearDeadPostmaster(cluster);
    reason = await runUntilReady(launch, binaries.postgres, port);
    if (reason === undefined) return port;
    // Backends of a killed server still hold its memory for a moment: the one failure that passes by itself.
    if (!/lock file|shared memory/.test(reason)) break;
  }
  throw new EmbeddedPostgresError(`PostgreSQL did not start: ${reason ?? 'no reason given'} (log: ${join(launch.folder, 'server.log')})`);
}

/** One try: spawns the server and waits until it answers. Returns undefined when it does, else the reason it ended with. */
async function runUntilReady(launch: Launch, program: string, port: number): Promise<string | undefined> {
  const log = openLog(launch.folder);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    timezone: 'UTC',
    // Many small questions: to compile one costs more than it saves, and a checkpoint makes the next writes of every page large.
    jit: 'off',
    checkpoint_timeout: '15min',
    ...launch.options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A session of its own, so that Ctrl-C ends Ringback first and the database after it; logging to a file that outlives us.
  const child = spawn(program, ['-D', launch.cluster, '-p', String(port), ...flags], {
    ...launch.user,
    cwd: launch.cluster,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  closeSync(log.fd);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', () => {
    ended ??= log.lastReason();
  });
  for (const end = Date.now() + START_PATIENCE_MS; ended === undefined; await sleep(15)) {
    const answer = await answers(launch.file, port, launch.cluster);
    if (answer === true) {
      child.removeAllListeners();
      return undefined;
    }
    if (Date.now() > end) ended = answer;
  }
  return ended;
}

function openLog(folder: string): { fd: number; lastReason(): string } {
  const path = join(folder, 'server.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) truncateSync(path);
  const from = existsSync(path) ? statSync(path).size : 0;
  const lastReason = () => {
    const lines = readFileSync(path).subarray(from).toString().trim().split('\n');
    return (
      (lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?(FATAL|PANIC):\s*/, '') ||
      'it ended without a word'
    );
  };
  return { fd: openSync(path, 'a', 0o600), lastReason };
}

/** True when the server on this port serves our cluster with our password; else why not. */
async function answers(file: ServerFile, port: number, cluster: string): Promise<true | string> {
  const client = new pg.Client({ connectionString: urlOf(file, port, 'postgres'), connectionTimeoutMillis: 2000 });
  // A server killed between two messages says so by this event as well as by the rejection below.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const served = rows[0]?.data_directory ?? '';
    return realpathSync(served) === realpathSync(cluster) ? true : `port ${port} serves ${served}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase({ file, options }: Launch, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(file, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [options.database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(options.database)}`);
  } finally {
    await client.end();
  }
}
