import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { giveTo } from './data-folder.js';
import { EmbeddedPostgresError, reasonOf } from './embedded-error.js';
import type { OsUser } from './os-user.js';

/** The major version of the programs we ship. A cluster of another one cannot be opened by them. */
const MAJOR = '18';

function giveAllTo(user: OsUser, path: string): void {
  lchownSync(path, user.uid, user.gid);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAllTo(user, join(path, name));
}

function makeCluster(cluster: string, initdb: string, user: OsUser | undefined, password: string): void {
  // Built beside and renamed when whole: a first start that is killed leaves nothing that looks like a database.
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(user, fresh);
  const secret = mkdtempSync(join(tmpdir(), 'ringback-'));
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [secret, passwordFile]) giveTo(user, path);
  const options = [
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ];
  const made = spawnSync(initdb, ['-D', fresh, ...options, '--data-checksums'], {
    ...user,
    cwd: dirname(initdb),
    env: { LC_ALL: 'C' },
    encoding: 'utf8',
  });
  rmSync(secret, { recursive: true, force: true });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `The database could not be created in ${cluster}: ${made.error ? reasonOf(made.error) : made.stderr.trim()}`,
    );
  }
  renameSync(fresh, cluster);
}

/**
 * Makes sure a cluster of our major version exists, owned by the server's user (a copy made by root is handed over).
 * Throws EmbeddedPostgresError when it cannot be created, is of another version or belongs to somebody else.
 */
export function ensureCluster(cluster: string, binaries: Binaries, owner: { user: OsUser | undefined; password: string }): void {
  try {
    if (!existsSync(cluster)) makeCluster(cluster, binaries.initdb, owner.user, owner.password);
    if (owner.user && lstatSync(cluster).uid !== owner.user.uid) giveAllTo(owner.user, cluster);
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (version !== MAJOR) {
      throw new EmbeddedPostgresError(
        `${cluster} was made by PostgreSQL ${version}, this Ringback brings ${MAJOR}: take a backup with the Ringback that made it, and restore it here.`,
      );
    }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      `The database folder ${cluster} cannot be used (${reasonOf(error)}): start Ringback as the user who started it first.`,
    );
  }
}
