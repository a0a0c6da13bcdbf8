import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPostmaster } from '../../server/core/db/embedded/postmaster.js';
import type { TestDatabase } from './database.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

/** The built server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  /** Where it says it can be opened. */
  url: string;
  /** Milliseconds from spawn to the line that says so. */
  readyAfterMs: number;
  child: ChildProcess;
  /** All it has printed so far. */
  output(): string;
  /** Sends a signal and resolves with the exit code (null when killed). */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A data folder of a test's own, and the servers started on it. */
export interface Installation {
  dataDir: string;
  /** Starts the built server on this folder, or another build's `main`; rejects with its output when it ends instead of getting ready. */
  start(env?: Record<string, string>, main?: string): Promise<ServerProcess>;
  /** Ends the servers in good order; what they stood on stays. */
  stop(): Promise<void>;
  /** Ends everything that runs on the folder, survivors of kills too, and removes it. */
  remove(): Promise<void>;
}

function spawnServer(dataDir: string, env: Record<string, string>, main: string): Promise<ServerProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', RINGBACK_DATA: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  };
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code ?? 'a signal'}: ${output}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /Ringback is ready: open (\S+)/.exec(output)?.[1];
        if (url) resolve({ url, readyAfterMs: performance.now() - started, child, output: () => output, end });
      });
    }
  });
}

function endSimulator(dataDir: string): void {
  try {
    process.kill((JSON.parse(readFileSync(join(dataDir, 'carrier.json'), 'utf8')) as { pid: number }).pid, 'SIGKILL');
  } catch {
    // None was started, or it has ended by itself.
  }
}

/**
 * Makes an empty data folder to start the built server on, with that database or, without one, the PostgreSQL the server brings. Call `remove()` when done,
 * whatever happened: it drops the database too.
 */
export function makeInstallation(database?: TestDatabase): Installation {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringback-installation-'));
  // The database's user must get through the folder to its own part of it.
  chmodSync(dataDir, 0o711);
  const servers: ServerProcess[] = [];
  return {
    dataDir,
    async start(env = {}, main = MAIN) {
      const server = await spawnServer(dataDir, { ...(database ? { DATABASE_URL: database.url } : {}), ...env }, main);
      servers.push(server);
      return server;
    },
    async stop() {
      for (const server of servers) await server.end('SIGTERM');
    },
    async remove() {
      for (const server of servers) await server.end('SIGKILL');
      endSimulator(dataDir);
      if (database) await database.drop();
      else await stopPostmaster(join(dataDir, 'postgres', 'cluster'));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
