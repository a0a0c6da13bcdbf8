import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Every regular file of the paths, whatever its ending: files as given, folders with all below them in the order of their names. Throws for a path that is not there. */
export function mailFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw new Error(`There is no ${path}.`);
    return stat.isDirectory() ? below(path) : [path];
  });
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => byName(a.name, b.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return below(path);
    return entry.isFile() ? [path] : [];
  });
}
