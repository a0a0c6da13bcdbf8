import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam, listTeams } from '../../shared/contract/auth.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { TestAccount } from '../support/factories.js';
import { type Cable, layCable } from '../support/tcp-proxy.js';

let database: TestDatabase;
let cable: Cable;
let t: TestApp;
let admin: TestAccount;
beforeAll(async () => {
  database = await createTestDatabase();
  cable = await layCable(database.url);
  t = await startTestApp({ database: { url: cable.url, drop: () => Promise.resolve() } });
  admin = await t.account({ roles: ['admin'] });
});
afterAll(async () => {
  await t.close();
  await cable.pull();
  await database.drop();
});

describe('when the database goes away', () => {
  it('requests are told to try again, the process lives, and everything goes on when it is back', async () => {
    const socket = await t.connect(admin);
    const tabs = async () => ((await t.db.query('SELECT 1 FROM agent_tabs')) as unknown[]).length;
    await expect.poll(tabs).toBe(1);
    await cable.pull();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        t.api(listTeams, {}, { as: admin }).catch((error: { status: number; code: string }) => `${error.status} ${error.code}`),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(['503 UNAVAILABLE']));
    expect((await t.send('GET', '/healthz')).status).toBe(200);
    expect((await t.send('GET', '/readyz')).status).toBe(503);
    expect(t.app.deps.isLeader()).toBe(false);
    await cable.plugIn();
    await expect.poll(() => t.app.deps.isLeader()).toBe(true);
    const team = await t.api(createTeam, { name: 'After the outage', isConfidential: false }, { as: admin });
    await socket.next('team.changed', (event) => event.payload.id === team.id);
    expect((await t.send('GET', '/readyz')).status).toBe(200);
  });

  it('jobs run again afterwards', async () => {
    await cable.pull();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await cable.plugIn();
    await expect.poll(() => t.app.deps.isLeader()).toBe(true);
    await t.db.query(`SELECT graphile_worker.add_job('calls.carrier-command', $1::json, max_attempts => 1)`, [
      JSON.stringify({ callId: admin.id, commandId: admin.id }),
    ]);
    const left = async () => ((await t.db.query('SELECT 1 FROM graphile_worker._private_jobs')) as unknown[]).length;
    await expect.poll(left, { timeout: 20_000, interval: 200 }).toBe(0);
  });
});
