import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

describe('npm run carrier', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carrier-'));
    file = join(folder, 'carrier.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/carrier/main.ts', '--until-idle'], {
      env: { PATH: process.env['PATH'], CARRIER_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stdout.on('data', (data) => said.push(String(data)));
    child.stderr.on('data', (data) => said.push(String(data)));
    return { child, said };
  };
  const state = () => JSON.parse(readFileSync(file, 'utf8'));

  it('writes its state for its owner only, ends on request, and keeps its account for the next time', { timeout: 60_000 }, async () => {
    const first = start({ CARRIER_STATE_FILE: file });
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 30_000);
    const { pid, port, url, ...account } = state();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(pid).toBe(first.child.pid);
    expect(Object.keys(account).sort()).toEqual(['accountSid', 'apiKeySecret', 'apiKeySid', 'authToken', 'controlSecret']);
    const response = await fetch(`${url}/_sim/state`, { headers: { 'x-sim-secret': account.controlSecret } });
    expect(response.status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    expect(state()).toEqual(account);
    const second = start({ CARRIER_STATE_FILE: file, CARRIER_PORT: String(port) });
    await vi.waitFor(() => expect(state().pid).toBe(second.child.pid), 30_000);
    expect(state()).toMatchObject({ ...account, port });
    const third = start({ CARRIER_PORT: String(port) });
    expect(await once(third.child, 'exit')).toEqual([1, null]);
    expect(third.said.join('')).toContain('cannot start');
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
  });

  it('prints an account when no file is asked for', { timeout: 60_000 }, async () => {
    const { child, said } = start({ CARRIER_ACCOUNT_SID: `AC${'1'.repeat(32)}` });
    await vi.waitFor(() => expect(said.join('')).toContain('Numbers'), 30_000);
    expect(said.join('')).toContain(`AC${'1'.repeat(32)}`);
    expect(said.join('')).toMatch(/Auth token\s+[0-9a-f]{32}/);
    child.kill('SIGINT');
    await once(child, 'exit');
  });
});
