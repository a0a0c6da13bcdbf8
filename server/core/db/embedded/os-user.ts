import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-error.js';

/** Numeric ids the database server runs as; absent when we are an ordinary user and it runs as ourselves. */
export interface OsUser {
  uid: number;
  gid: number;
}

/** True when this process is root, which PostgreSQL refuses to run as. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function lookUp(name: string): OsUser | undefined {
  const id = (flag: string) => {
    const result = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return result.status === 0 ? Number(result.stdout) : Number.NaN;
  };
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/**
 * Who the server runs as: nobody special for an ordinary user; for root the owner of an existing cluster, else the system's
 * `postgres`, else `nobody`. Throws EmbeddedPostgresError when root has neither.
 */
export function pickOsUser(clusterDir: string): OsUser | undefined {
  if (!isRoot()) return undefined;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (!user)
    throw new EmbeddedPostgresError('PostgreSQL does not run as root, and this system has no user "postgres" or "nobody" to run it as.');
  return user;
}

/** True when the server's user can enter the folder: asked of the system itself, so that access lists count too. */
export function canEnter(folder: string, user: OsUser | undefined): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0;
}
