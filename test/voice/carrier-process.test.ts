import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SimulatorAccount, startSimulator } from '../../server/adapters/telephony/simulator-process.js';

let dataDir: string;
let started: SimulatorAccount[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringback-carrier-'));
  started = [];
});
afterEach(async () => {
  for (const { pid } of started) await end(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<SimulatorAccount> {
  const account = await startSimulator(dataDir);
  started.push(account);
  return account;
}

/** Signals a process and resolves once it is gone. */
async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  try {
    process.kill(pid, signal);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.kill(pid, 0);
    }
  } catch {
    // ESRCH: gone.
  }
}

const accountOf = ({ accountSid, authToken, apiKeySid, apiKeySecret, controlSecret }: SimulatorAccount) => ({
  accountSid,
  authToken,
  apiKeySid,
  apiKeySecret,
  controlSecret,
});

describe('startSimulator', () => {
  it('adopts the simulator that is running', async () => {
    const first = await start();
    const second = await start();
    expect(second).toEqual({ ...first, adopted: true });
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('starts another with the same account after %s', async (signal) => {
    const first = await start();
    await end(first.pid, signal);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect(accountOf(second)).toEqual(accountOf(first));
  });

  it('is not fooled by a state file whose port and process now belong to another program', async () => {
    const squatter = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const account = {
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 'a',
      apiKeySid: `SK${'0'.repeat(32)}`,
      apiKeySecret: 'b',
      controlSecret: 'c',
    };
    writeFileSync(join(dataDir, 'carrier.json'), JSON.stringify({ port, pid: process.pid, ...account }));
    const found = await start();
    expect(found).toMatchObject({ adopted: false, accountSid: account.accountSid });
    expect(found.pid).not.toBe(process.pid);
    squatter.close();
  });
});
