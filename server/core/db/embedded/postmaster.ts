import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` says: who serves the cluster and where. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** Reads the cluster's `postmaster.pid`, or undefined when nobody claims it. Line 1 is the pid, line 4 the port. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) || 0 } : undefined;
}

/** A process' name and state letter (`Z` = zombie), or undefined when it is gone. Containers often have no `ps`, hence `/proc`. */
function processState(pid: number): { name: string; state: string } | undefined {
  if (process.platform === 'linux') {
    try {
      const match = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return match ? { name: match[1] ?? '', state: match[2] ?? '' } : undefined;
    } catch {
      return undefined;
    }
  }
  const [state, name] = spawnSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .split(/\s+/, 2);
  return state && name ? { name: name.split('/').at(-1) ?? '', state: state.charAt(0) } : undefined;
}

/** True while the process exists, is not a zombie and is PostgreSQL. A pid that now belongs to another program does not count. */
export function isServing(pid: number): boolean {
  const found = processState(pid);
  return found !== undefined && found.state !== 'Z' && found.name.startsWith('postgres');
}

/**
 * Removes a `postmaster.pid` whose server is dead. PostgreSQL does so itself, except when the pid is still a zombie (an init
 * that does not reap, as in many containers) or was given to another process of the same user. Surviving backends are still
 * guarded against: PostgreSQL refuses to start while its shared memory is in use.
 */
export function clearDeadPostmaster(cluster: string): void {
  const claimed = readPostmaster(cluster);
  if (claimed && !isServing(claimed.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function endsWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (!isServing(pid)) return true;
  return !isServing(pid);
}

/** Ends the cluster's server: fast shutdown (open transactions roll back), after 10 s the immediate one that recovers at the next start. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const claimed = readPostmaster(cluster);
  if (!claimed || !isServing(claimed.pid)) return;
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 1000],
  ] as const) {
    try {
      process.kill(claimed.pid, signal);
    } catch {
      return;
    }
    if (await endsWithin(claimed.pid, patience)) return;
  }
}
