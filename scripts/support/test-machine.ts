import { spawnSync } from 'node:child_process';
import { findChromium } from '../../test/support/chromium.js';

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/** Why apt-get cannot be used here, or undefined. */
function noApt(): string | undefined {
  if (run('apt-get', ['--version']).status !== 0) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return 'only root may install packages';
  return undefined;
}

function installChromium(say: (line: string) => void): string | undefined {
  const obstacle = noApt();
  if (obstacle) return obstacle;
  say('Installing Chromium for the browser tests …');
  run('apt-get', ['update', '-q']);
  const installed = run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation']);
  if (installed.status !== 0) return installed.stderr.trim().split('\n').at(-1) ?? 'apt-get failed';
  return findChromium() ? undefined : 'the package "chromium" brought no browser';
}

/**
 * Makes the machine fit for `npm test`: Chromium, by apt-get where that is possible. Returns a sentence for each thing that is
 * still missing, with the way to get it; empty when all is there.
 */
export function setUpTestMachine(say: (line: string) => void): Promise<string[]> {
  if (findChromium()) return Promise.resolve([]);
  const obstacle = installChromium(say);
  return Promise.resolve(
    obstacle
      ? [`Chromium is missing and was not installed (${obstacle}): install it yourself, or set CHROMIUM_PATH to a Chrome or Chromium.`]
      : [],
  );
}
