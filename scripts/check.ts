import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findArbitraryValues } from './support/arbitrary-values.js';
import { build } from './support/build.js';
import { firstRouteWeight } from './support/first-route.js';
import { missingInLockfile } from './support/lockfile.js';
import { ROOT, runNode } from './support/run.js';

// `npm run check`: everything that can be said about the code without a database, in under a minute.

type Step = [name: string, run: () => Promise<string | undefined>];

/** First route of the console: bytes of gzipped JavaScript at most. */
const FIRST_ROUTE_LIMIT = 150_000;

const tool =
  (...args: string[]) =>
  async () => {
    const { code, output } = await runNode(args);
    return code === 0 ? undefined : output || `ended with ${code}`;
  };

async function firstRoute(): Promise<string | undefined> {
  await build({ say: () => undefined, parts: ['client'] });
  const weight = firstRouteWeight(join(ROOT, 'dist/client'));
  return weight <= FIRST_ROUTE_LIMIT
    ? undefined
    : `The first route weighs ${weight} bytes of gzipped JavaScript, ${FIRST_ROUTE_LIMIT} are allowed.`;
}

async function longFiles(): Promise<string | undefined> {
  const wall = 300;
  const long = ['server', 'client', 'shared', 'migrations', 'scripts', 'test']
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(ts|vue)$/.test(path))
    .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > wall);
  return long.length === 0 ? undefined : long.map(({ path, lines }) => `${path}: ${lines} lines, the wall is at ${wall}.`).join('\n');
}

const arbitraryValues = async () => findArbitraryValues().join('\n') || undefined;

/** Types of the client are remembered between runs, so that only what changed is looked at again. */
const REMEMBERED = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types/client.tsbuildinfo'];

// The longest first: two lanes for two cores, each takes the next step when it is free.
const STEPS: Step[] = [
  ['types of the client', tool('node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'tsconfig.client.json', ...REMEMBERED)],
  ['unit tests', tool('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot')],
  ['format and lint', tool('node_modules/@biomejs/biome/bin/biome', 'ci', '--no-errors-on-unmatched', '--error-on-warnings', '.')],
  // The native compiler, seven times as fast; vue-tsc cannot use it yet and keeps the one before (`typescript`).
  ['types of the server, scripts and tests', tool('node_modules/typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['types of the client’s tests', tool('node_modules/typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.client-tests.json')],
  ['weight of the first route', firstRoute],
  ['unused code', tool('node_modules/knip/bin/knip.js', '--no-progress')],
  ['imports', tool('--import', 'tsx', 'scripts/check-imports.ts')],
  ['sizes', longFiles],
  ['lock file', async () => missingInLockfile().join('\n') || undefined],
  ['no arbitrary style values', arbitraryValues],
];

async function runLane(steps: Step[]): Promise<boolean> {
  let isGood = true;
  for (let step = steps.shift(); step; step = steps.shift()) {
    const [name, run] = step;
    const started = performance.now();
    const fault = await run().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    console.log(`${fault === undefined ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (fault !== undefined) console.log(fault);
    isGood &&= fault === undefined;
  }
  return isGood;
}

const left = [...STEPS];
const results = await Promise.all([runLane(left), runLane(left)]);
if (results.includes(false)) process.exitCode = 1;
