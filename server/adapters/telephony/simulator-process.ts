import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running carrier simulator and the made-up account to use it with. */
export interface SimulatorAccount {
  /** Base URL in place of `https://api.twilio.com`. */
  url: string;
  accountSid: string;
  authToken: string;
  apiKeySid: string;
  apiKeySecret: string;
  /** For `X-Sim-Secret` of the control API. */
  controlSecret: string;
  pid: number;
  /** True when it was already running: calls it carries survived our restart. */
  adopted: boolean;
}

/** What the simulator writes about itself. After an orderly end the account stays in it, port and process do not. */
interface StateFile extends Omit<SimulatorAccount, 'url' | 'adopted' | 'pid'> {
  port?: number;
  pid?: number;
}

const START_PATIENCE_MS = 60_000;

function readState(path: string): StateFile | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StateFile;
  } catch {
    return undefined;
  }
}

/** Asks the one question only our simulator with our account answers well: a pid or a port may have passed to another program. */
async function answers(state: StateFile): Promise<boolean> {
  if (!state.port || !state.pid) return false;
  const basic = Buffer.from(`${state.accountSid}:${state.authToken}`).toString('base64');
  try {
    const response = await fetch(`http://127.0.0.1:${state.port}/2010-04-01/Accounts/${state.accountSid}.json`, {
      headers: { authorization: `Basic ${basic}` },
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** The simulator beside this file: built in `dist`, or its source through tsx while developing. */
function program(): string[] {
  const base = join(import.meta.dirname, '..', '..', 'carrier', 'main');
  return existsSync(`${base}.js`) ? [`${base}.js`] : ['--import', 'tsx', `${base}.ts`];
}

function launch(dataDir: string, last: StateFile | undefined): { ended(): string | undefined; kill(): void } {
  const log = join(dataDir, 'carrier.log');
  const fd = openSync(log, 'w', 0o600);
  // In a session of its own: calls in progress outlive a restart of ours, as they do with a real carrier. The account stays the
  // same after the simulator itself died: it reads its old file. It stands for another company, so it inherits nothing of our environment.
  const child = spawn(process.execPath, [...program(), '--until-idle'], {
    env: {
      CARRIER_HOST: '127.0.0.1',
      CARRIER_PORT: String(last?.port ?? 0),
      CARRIER_STATE_FILE: join(dataDir, 'carrier.json'),
    },
    stdio: ['ignore', fd, fd],
    detached: true,
  });
  closeSync(fd);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code) => {
    ended ??= `it ended with ${code}: ${readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''}`;
  });
  return { ended: () => ended, kill: () => void child.kill('SIGKILL') };
}

async function start(dataDir: string, last: StateFile | undefined): Promise<StateFile | string> {
  const simulator = launch(dataDir, last);
  for (const end = Date.now() + START_PATIENCE_MS; Date.now() < end; await sleep(25)) {
    const ended = simulator.ended();
    if (ended !== undefined) return ended;
    const state = readState(join(dataDir, 'carrier.json'));
    if (state && state.pid !== last?.pid && (await answers(state))) return state;
  }
  simulator.kill();
  return `it did not answer within ${START_PATIENCE_MS / 1000} s`;
}

/**
 * Adopts the carrier simulator that serves this data folder, or starts one as a process of its own that ends by itself once nobody
 * uses it. Throws an Error with the simulator's last words when it does not come up.
 */
export async function startSimulator(dataDir: string): Promise<SimulatorAccount> {
  const last = readState(join(dataDir, 'carrier.json'));
  if (last && (await answers(last))) return toAccount(last, true);
  let started = await start(dataDir, last);
  // The port used last may have been taken meanwhile; any other will do.
  if (typeof started === 'string' && last) started = await start(dataDir, { ...last, port: 0 });
  if (typeof started === 'string')
    throw new Error(`The carrier simulator did not start: ${started} (log: ${join(dataDir, 'carrier.log')})`);
  return toAccount(started, false);
}

function toAccount({ port = 0, pid = 0, ...account }: StateFile, adopted: boolean): SimulatorAccount {
  return { ...account, pid, url: `http://127.0.0.1:${port}`, adopted };
}
