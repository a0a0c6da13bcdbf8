import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../../server/config.js';
import type { Finding } from './finding.js';

const ENOUGH_BYTES = 2e9;
const LITTLE_BYTES = 2e8;
const NODE_FLOOR = [20, 19] as const;

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1]);
  return {
    what: 'Node.js',
    state: isNew ? 'ok' : 'failed',
    words: process.versions.node,
    remedy: `Install Node.js ${NODE_FLOOR.join('.')} or newer.`,
  };
}

/** The folder itself, or the nearest one that exists: that is where it would be made. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function disk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const free = bavail * bsize;
  const state = free >= ENOUGH_BYTES ? 'ok' : free >= LITTLE_BYTES ? 'warning' : 'failed';
  return {
    what: 'disk',
    state,
    words: `${(free / 1e9).toFixed(1)} GB free at ${folder}`,
    remedy: 'Make room: a full disk stops the database, and with it every call.',
  };
}

function folderIsWritable(folder: string): Finding {
  try {
    accessSync(nearest(folder), constants.W_OK);
    return { what: 'data folder', state: 'ok', words: folder };
  } catch {
    return {
      what: 'data folder',
      state: 'failed',
      words: `${folder} cannot be written`,
      remedy: 'Give this user the folder, or set RINGBACK_DATA.',
    };
  }
}

function secrets(folder: string): Finding[] {
  const path = join(folder, 'secrets.json');
  if (!existsSync(path)) return [];
  const isPrivate = (statSync(path).mode & 0o077) === 0;
  return [
    {
      what: 'secrets',
      state: isPrivate ? 'ok' : 'warning',
      words: isPrivate ? 'for this user only' : `${path} can be read by others`,
      remedy: `chmod 600 ${path}`,
    },
  ];
}

/** Node, data folder, secrets, disk. */
export function examineMachine(config: Config): Finding[] {
  const folder = resolve(config.RINGBACK_DATA);
  return [node(), folderIsWritable(folder), ...secrets(folder), disk(folder)];
}
