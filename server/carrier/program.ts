import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Carrier, startCarrier } from './index.js';
import type { Credentials } from './network.js';

const DEFAULT_PORT = 3100;
/** With `--until-idle`: ends itself when nobody has needed it for this long. */
const IDLE_MS = 60_000;
const IDLE_CHECK_MS = 2000;

/**
 * The carrier as a program of its own. Environment: CARRIER_PORT (3100), CARRIER_HOST (127.0.0.1), CARRIER_ACCOUNT_SID,
 * CARRIER_AUTH_TOKEN, CARRIER_SEED, CARRIER_SPEED (1: real time), CARRIER_STATE_FILE (written with mode 0600; credentials in
 * an old one are kept). Argument: `--until-idle`. Exits with 1 and a sentence when the port is taken.
 */
export async function startProgram(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  const stateFile = env['CARRIER_STATE_FILE'];
  let carrier: Carrier;
  try {
    carrier = await startCarrier({
      port: Number(env['CARRIER_PORT'] ?? DEFAULT_PORT),
      host: env['CARRIER_HOST'] ?? '127.0.0.1',
      credentials: credentialsFrom(env, stateFile),
      clock: env['CARRIER_SPEED'] ? Number(env['CARRIER_SPEED']) : 'real',
      ...(env['CARRIER_SEED'] ? { seed: env['CARRIER_SEED'] } : {}),
    });
  } catch (error) {
    console.error(`The carrier simulator cannot start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return;
  }
  if (stateFile) writeState(stateFile, carrier);
  else introduce(carrier);
  const end = () => void stop(carrier, stateFile);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  if (args.includes('--until-idle')) endWhenIdle(carrier, end);
}

function endWhenIdle(carrier: Carrier, end: () => void): void {
  const check = setInterval(() => {
    if (carrier.idleMs() < IDLE_MS) return;
    clearInterval(check);
    end();
  }, IDLE_CHECK_MS);
}

async function stop(carrier: Carrier, stateFile: string | undefined): Promise<void> {
  if (stateFile) forgetState(stateFile);
  await carrier.close();
  process.exit(0);
}

/** Environment first, then what an earlier run wrote: an application keeps its account when only the simulator restarts. */
function credentialsFrom(env: NodeJS.ProcessEnv, stateFile: string | undefined): Partial<Credentials> {
  const old = stateFile ? readState(stateFile) : {};
  return {
    ...old,
    ...(env['CARRIER_ACCOUNT_SID'] ? { accountSid: env['CARRIER_ACCOUNT_SID'] } : {}),
    ...(env['CARRIER_AUTH_TOKEN'] ? { authToken: env['CARRIER_AUTH_TOKEN'] } : {}),
  };
}

const KEPT = ['accountSid', 'authToken', 'apiKeySid', 'apiKeySecret', 'controlSecret'] as const;

function readState(file: string): Partial<Credentials> {
  let old: Record<string, unknown>;
  try {
    old = { ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return {};
  }
  return Object.fromEntries(KEPT.flatMap((key) => (typeof old[key] === 'string' ? [[key, old[key]]] : [])));
}

function writeState(file: string, carrier: Carrier): void {
  const credentials = Object.fromEntries(KEPT.map((key) => [key, carrier[key]]));
  const state = { url: carrier.url, port: carrier.port, pid: process.pid, ...credentials };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The file stays, so that the account stays; only the process is no longer there. */
function forgetState(file: string): void {
  try {
    const { pid, port: _port, url: _url, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (pid === process.pid) writeFileSync(file, `${JSON.stringify(rest, null, 2)}\n`, { mode: 0o600 });
  } catch {
    rmSync(file, { force: true });
  }
}

function introduce(carrier: Carrier): void {
  console.log(`Carrier simulator on ${carrier.url}`);
  console.log(`  Account SID     ${carrier.accountSid}`);
  console.log(`  Auth token      ${carrier.authToken}`);
  console.log(`  API key         ${carrier.apiKeySid}`);
  console.log(`  API key secret  ${carrier.apiKeySecret}`);
  console.log(`  X-Sim-Secret    ${carrier.controlSecret}`);
  console.log(`  Numbers         ${carrier.control.state().numbers.join(' ')}`);
}
