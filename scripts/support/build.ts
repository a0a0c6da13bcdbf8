import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleServer } from './bundle-server.js';
import { ROOT, runNode } from './run.js';

interface Part {
  name: 'server' | 'client';
  sources: string[];
  /** A file the build must have left. */
  proof: string;
  /** Makes it; throws with the words of the tool. */
  make: () => Promise<void>;
}

async function buildClient(): Promise<void> {
  const { code, output } = await runNode(['node_modules/vite/bin/vite.js', 'build', '--manifest', '--logLevel', 'warn']);
  if (code !== 0) throw new Error(output);
}

const PARTS: readonly Part[] = [
  {
    name: 'server',
    sources: [
      'server',
      'shared',
      'migrations',
      'scripts/support/bundle-server.ts',
      'tsconfig.base.json',
      'tsconfig.json',
      'package-lock.json',
    ],
    proof: 'dist/server/main.js',
    make: bundleServer,
  },
  {
    name: 'client',
    sources: [
      'client',
      'shared',
      'vite.config.ts',
      'scripts/vite-messages.ts',
      'tsconfig.base.json',
      'tsconfig.client.json',
      'package-lock.json',
    ],
    proof: 'dist/client/index.html',
    make: buildClient,
  },
];

function filesOf(path: string): string[] {
  const full = join(ROOT, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return path.endsWith('.test.ts') ? [] : [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** By content, not by time: a fresh checkout of the same sources, or a touched file, needs no build. */
function stampOf(part: Part): string {
  const hash = createHash('sha256')
    .update(process.version)
    .update(process.env.RINGBACK_DEV_STATES ?? '');
  for (const file of part.sources.flatMap(filesOf))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

const stampFile = (part: Part) => join(ROOT, 'dist', `.stamp-${part.name}`);

function isStale(part: Part, stamp: string): boolean {
  if (!existsSync(join(ROOT, part.proof)) || !existsSync(stampFile(part))) return true;
  return readFileSync(stampFile(part), 'utf8') !== stamp;
}

async function buildPart(part: Part, stamp: string): Promise<void> {
  rmSync(stampFile(part), { force: true });
  await part.make().catch((error: unknown) => {
    throw new Error(`The ${part.name} could not be built.\n${error instanceof Error ? error.message : String(error)}`);
  });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stampFile(part), stamp);
}

/**
 * Builds server and client (or only those `parts`) side by side, each only when its sources changed since its last build (or always with `force`).
 * Returns whether anything was built. Throws with the compiler's words when a build fails.
 */
export async function build(options: { force?: boolean; parts?: readonly Part['name'][]; say: (line: string) => void }): Promise<boolean> {
  const asked = PARTS.filter(({ name }) => options.parts?.includes(name) ?? true);
  const stale = asked.map((part) => ({ part, stamp: stampOf(part) })).filter(({ part, stamp }) => options.force || isStale(part, stamp));
  if (stale.length === 0) return false;
  const started = performance.now();
  options.say(`Building ${stale.map(({ part }) => part.name).join(' and ')} …`);
  const results = await Promise.allSettled(stale.map(({ part, stamp }) => buildPart(part, stamp)));
  const failed = results.flatMap((result) =>
    result.status === 'rejected' && result.reason instanceof Error ? [result.reason.message] : [],
  );
  if (failed.length > 0) throw new Error(failed.join('\n'));
  options.say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return true;
}
