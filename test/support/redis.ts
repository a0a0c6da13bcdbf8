import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];

/** The Redis server of this machine (`REDIS_PATH` first), or undefined when there is none. */
export function findRedis(): string | undefined {
  return [process.env['REDIS_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
}

/** A Redis of one test: in memory, on a port of its own, of this machine only. */
export interface TestRedis {
  url: string;
  /** Starts it (again, on the same port). */
  start(): Promise<void>;
  /** Ends it as a crash would: nothing is said to those connected. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a Redis server and resolves when it answers. Throws when this machine has none. */
export async function startRedis(): Promise<TestRedis> {
  const path = findRedis();
  if (!path) throw new Error('No redis-server was found: install it, or set REDIS_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'ringback-redis-'));
  const port = await freePort();
  let process: ChildProcess | null = null;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    start: () =>
      new Promise((resolve, reject) => {
        const child = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]);
        let said = '';
        child.stdout.on('data', (text: Buffer) => {
          said += text.toString();
          if (/ready to accept connections/i.test(said)) resolve();
        });
        child.once('error', reject);
        child.once('exit', () => reject(new Error(`redis-server ended: ${said.slice(-300)}`)));
        process = child;
      }),
    kill: () =>
      new Promise((resolve) => {
        if (!process || process.exitCode !== null || process.signalCode !== null) return resolve();
        process.once('exit', () => resolve());
        process.kill('SIGKILL');
      }),
    close: async () => {
      await redis.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
