import { spawnSync } from 'node:child_process';
import { findChromium } from '../../test/support/chromium.js';
import { findDovecot } from '../../test/support/dovecot.js';
import { findRedis } from '../../test/support/redis.js';

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/** A program the tests start and `npm ci` does not bring. */
interface Program {
  name: string;
  find: () => string | undefined;
  packages: readonly string[];
  /** Environment variable that says where it is. */
  variable: string;
}
const PROGRAMS: readonly Program[] = [
  { name: 'Chromium', find: findChromium, packages: ['chromium', 'fonts-liberation'], variable: 'CHROMIUM_PATH' },
  { name: 'Dovecot', find: findDovecot, packages: ['dovecot-imapd'], variable: 'DOVECOT_PATH' },
  { name: 'Redis', find: findRedis, packages: ['redis-server'], variable: 'REDIS_PATH' },
];

/** Why apt-get cannot be used here, or undefined. */
function noApt(): string | undefined {
  if (run('apt-get', ['--version']).status !== 0) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return 'only root may install packages';
  return undefined;
}

function install(program: Program, say: (line: string) => void): string | undefined {
  const obstacle = noApt();
  if (obstacle) return obstacle;
  say(`Installing ${program.name} for the tests …`);
  run('apt-get', ['update', '-q']);
  const installed = run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...program.packages]);
  if (installed.status !== 0) return installed.stderr.trim().split('\n').at(-1) ?? 'apt-get failed';
  return program.find() ? undefined : `the packages ${program.packages.join(', ')} brought no such program`;
}

/**
 * Makes the machine fit for `npm test`: Chromium, Dovecot and Redis, by apt-get where that is possible. Returns a sentence for each thing that is still missing,
 * with the way to get it; empty when all is there.
 */
export function setUpTestMachine(say: (line: string) => void): Promise<string[]> {
  const missing: string[] = [];
  for (const program of PROGRAMS) {
    if (program.find()) continue;
    const obstacle = install(program, say);
    if (obstacle === undefined) continue;
    missing.push(`${program.name} is missing and was not installed (${obstacle}): install it yourself, or set ${program.variable}.`);
  }
  return Promise.resolve(missing);
}
