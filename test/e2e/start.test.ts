import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPostmaster } from '../../server/core/db/embedded/postmaster.js';
import { type Installation, makeInstallation } from '../support/server-process.js';

let installation: Installation;

// One installation for all, made by the first: the others find it as the one before left it.
beforeAll(() => {
  installation = makeInstallation();
});
afterEach(() => installation.stop());
afterAll(() => installation.remove());

const health = async (url: string) => (await fetch(`${url}/readyz`)).status;
const simulatorPid = () => (JSON.parse(readFileSync(join(installation.dataDir, 'carrier.json'), 'utf8')) as { pid: number }).pid;
const postmasterPid = () => readPostmaster(join(installation.dataDir, 'postgres', 'cluster'))?.pid;

describe('the built server', () => {
  it('starts from an empty folder, says one line where to open it, serves the console, and ends cleanly at SIGINT', async () => {
    const server = await installation.start();
    expect(await health(server.url)).toBe(200);
    const page = await fetch(server.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(
      server
        .output()
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('{')),
    ).toHaveLength(1);
    expect(await server.end('SIGINT')).toBe(0);
    expect(postmasterPid()).toBeUndefined();
  });

  it('refuses a second server on the same data with a reason, and leaves the first alone', async () => {
    const first = await installation.start();
    await expect(installation.start()).rejects.toThrow(/Another Ringback server/);
    expect(await health(first.url)).toBe(200);
  });

  it('says who to blame when the port is taken, and leaves no database behind', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as AddressInfo;
    await expect(installation.start({ PORT: String(port) })).rejects.toThrow(new RegExp(`Port ${port} on 127.0.0.1 is taken`));
    expect(postmasterPid()).toBeUndefined();
    squatter.close();
  });

  it('takes over database and carrier after a kill -9', async () => {
    const first = await installation.start();
    const [simulator, postmaster] = [simulatorPid(), postmasterPid()];
    await first.end('SIGKILL');
    const second = await installation.start();
    // What the first committed but did not number is numbered first: that is what readiness waits for.
    await expect.poll(() => health(second.url), { timeout: 15_000 }).toBe(200);
    expect(simulatorPid()).toBe(simulator);
    expect(postmasterPid()).toBe(postmaster);
  });

  it('keeps the carrier alive over an orderly restart, with its account', async () => {
    const first = await installation.start();
    const before = readFileSync(join(installation.dataDir, 'carrier.json'), 'utf8');
    await first.end('SIGTERM');
    await installation.start();
    expect(readFileSync(join(installation.dataDir, 'carrier.json'), 'utf8')).toBe(before);
  });
});
