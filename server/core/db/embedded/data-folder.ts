import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, reasonOf } from './embedded-error.js';
import { canEnter, isRoot, type OsUser } from './os-user.js';

/** What the launcher remembers beside the cluster (`server.json`, mode 0600, owned by whoever starts Ringback). */
export interface ServerFile {
  /** Superuser password, made up at the first start. */
  password: string;
  /** Loopback port used last. */
  port?: number | undefined;
  /** Where the cluster lies when the server's user could not enter the data folder. */
  cluster?: string | undefined;
}

/** Creates the data folder if need be and returns its real path. Throws EmbeddedPostgresError naming the folder and the remedy. */
export function openDataFolder(dataDir: string): string {
  try {
    // Root's server runs as another user, who must be able to pass through, not to list.
    mkdirSync(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    const folder = realpathSync(dataDir);
    writeFileSync(join(folder, '.probe'), '');
    rmSync(join(folder, '.probe'));
    return folder;
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be written (${reasonOf(error)}). Set RINGBACK_DATA to a folder this user may write, or DATABASE_URL to use a PostgreSQL of your own.`,
    );
  }
}

/** Reads `server.json`, or makes a new one with a fresh password. Throws EmbeddedPostgresError when it exists and cannot be read. */
export function readServerFile(folder: string): ServerFile {
  const path = join(folder, 'server.json');
  if (!existsSync(path)) {
    if (existsSync(join(folder, 'cluster'))) {
      throw new EmbeddedPostgresError(
        `${path} is missing: it holds the password of the database in ${join(folder, 'cluster')}. Put it back from a backup.`,
      );
    }
    return writeServerFile(folder, { password: randomBytes(24).toString('base64url') });
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ServerFile;
  } catch (error) {
    throw new EmbeddedPostgresError(`${path} cannot be read (${reasonOf(error)}): start Ringback as the user who started it first.`);
  }
}

/** Replaces `server.json` in one step, so that a crash leaves the old or the new one, and returns what was written. */
export function writeServerFile(folder: string, file: ServerFile): ServerFile {
  const path = join(folder, 'server.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return file;
}

function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Another file system: copy, and only then let go of the original.
    cpSync(from, `${to}.part`, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    renameSync(`${to}.part`, to);
    rmSync(from, { recursive: true, force: true });
  }
}

/** A folder for clusters whose data folder the server's user cannot enter: `/var/lib/ringback/<random>`. */
function reachablePlace(user: OsUser | undefined): string {
  const place = join('/var/lib/ringback', randomBytes(6).toString('hex'));
  try {
    mkdirSync(place, { recursive: true, mode: 0o711 });
    for (const path of [dirname(place), place]) chmodSync(path, 0o711);
  } catch (error) {
    throw new EmbeddedPostgresError(`PostgreSQL's user cannot enter the data folder, and ${place} cannot be created (${reasonOf(error)}).`);
  }
  if (!canEnter(place, user))
    throw new EmbeddedPostgresError(`PostgreSQL's user can enter neither the data folder nor ${place}: set RINGBACK_DATA.`);
  return place;
}

/**
 * The cluster's folder (PGDATA). It is `<folder>/cluster` unless root's server user cannot pass through to it; then the cluster
 * moves to a reachable place, which is written into `server.json` and said in one line. An existing cluster is moved with its data.
 */
export function placeCluster(folder: string, user: OsUser | undefined, say: (line: string) => void): string {
  const file = readServerFile(folder);
  if (file.cluster) return file.cluster;
  const here = join(folder, 'cluster');
  if (canEnter(folder, user)) return here;
  const there = join(reachablePlace(user), 'cluster');
  if (existsSync(here)) moveFolder(here, there);
  writeServerFile(folder, { ...file, cluster: there });
  say(`The database lives in ${there}, because PostgreSQL's user cannot enter ${folder}.`);
  return there;
}

/** Gives a folder and all in it to the server's user; does nothing when we are an ordinary user. */
export function giveTo(user: OsUser | undefined, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}
