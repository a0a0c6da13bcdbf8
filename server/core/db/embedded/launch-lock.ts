import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-error.js';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function claim(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs `work` while no other process launches the same data folder: two first starts at once must not both create the database.
 * Held for the launch only. A lock left by a killed launcher is taken over. Throws EmbeddedPostgresError after 60 s.
 */
export async function withLaunchLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'launch.lock');
  for (const end = Date.now() + 60_000; !claim(path); await sleep(50)) {
    let holder = 0;
    try {
      holder = Number(readFileSync(path, 'utf8'));
    } catch {
      continue;
    }
    // An empty file is a lock being written this instant; our own pid is one left by a namesake before a reboot.
    if (holder > 0 && (holder === process.pid || !isAlive(holder))) rmSync(path, { force: true });
    if (Date.now() > end)
      throw new EmbeddedPostgresError(
        `Process ${holder} has been starting the database in ${folder} for a minute. End it, or remove ${path}.`,
      );
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
