import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.js';

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

/**
 * Optional packages of other platforms that `package-lock.json` does not list, a sentence each: `npm install` leaves out those the
 * registry at hand does not have, and `npm ci` then refuses the whole file.
 */
export function missingInLockfile(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  return Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(
        (name) =>
          `package-lock.json lacks ${name}, which ${path || 'package.json'} may need on another platform: npm ci will refuse the file.`,
      ),
  );
}
