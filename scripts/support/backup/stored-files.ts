import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * What of the data folder is not backed up: the database's own files (its rows are), what the running processes keep for
 * themselves, and logs.
 */
const LEFT_OUT = /^(postgres|carrier\.json|carrier\.log)$|^\.|\.(log|lock|partial)$/;

/** A file of the data folder that belongs in a backup: stored files by content hash, secrets. */
export interface StoredFile {
  /** Relative to the data folder, with forward slashes. */
  path: string;
  /** Permission bits. */
  mode: number;
}

/** Lists the files to back up, in name order. A folder that does not exist has none. */
export function storedFiles(dataDir: string): StoredFile[] {
  const found: StoredFile[] = [];
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const full = join(folder, name);
      const stat = statSync(full, { throwIfNoEntry: false });
      const path = relative(dataDir, full).replaceAll('\\', '/');
      if (!stat || LEFT_OUT.test(path)) continue;
      if (stat.isDirectory()) visit(full);
      else if (stat.isFile()) found.push({ path, mode: stat.mode & 0o777 });
    }
  };
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) visit(dataDir);
  return found;
}
