import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Installation, makeInstallation } from '../support/server-process.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';
/** Every kind of job: a payload, and a table its handler reads first. Holding that table stops the job in the middle. */
const KINDS: Record<string, { payload: unknown; table: string }> = {
  'calls.carrier-command': { payload: { callId: NOBODY, commandId: NOBODY }, table: 'carrier_commands' },
  'calls.reconcile': { payload: { isBoot: false }, table: 'webhook_receipts' },
  'mail.send': { payload: { messageId: NOBODY }, table: 'outgoing_mails' },
  'mail.sent-folder': { payload: { messageId: NOBODY, looks: 0 }, table: 'outgoing_mails' },
  'sla.recount-all': { payload: {}, table: 'tickets' },
  'telephony.work': { payload: { kind: 'test' }, table: 'telephony' },
};

let database: TestDatabase;
let installation: Installation;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  installation = makeInstallation();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await installation.remove();
  await database.drop();
});

const JOBS =
  'SELECT j.locked_by FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1';
async function holders(name: string): Promise<string[]> {
  const { rows } = await client.query<{ locked_by: string | null }>(JOBS, [name]);
  return rows.map((row) => row.locked_by ?? 'nobody');
}

describe('kill -9 inside a job', () => {
  it('is tried for every kind of job there is', async () => {
    const app = await startTestApp();
    const names = app.app.features.flatMap((feature) => (feature.jobs ?? []).map((job) => job.name));
    await app.close();
    expect(Object.keys(KINDS).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(KINDS))('%s: the next process goes on within 5 s', async (name, { payload, table }) => {
    const env = { DATABASE_URL: database.url };
    const first = await installation.start(env);
    await expect.poll(() => holders(name), { timeout: 20_000 }).toEqual([]);
    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    await lock.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    await client.query('SELECT graphile_worker.add_job($1, $2::json, max_attempts => 1)', [name, JSON.stringify(payload)]);
    await expect.poll(() => holders(name), { timeout: 15_000 }).toEqual([expect.stringContaining('pool-')]);
    const dead = await holders(name);
    await first.end('SIGKILL');
    expect(await holders(name)).toEqual(dead);
    await lock.query('ROLLBACK');
    await lock.end();
    const second = await installation.start(env);
    const ready = Date.now();
    await expect.poll(() => holders(name), { timeout: 5000 }).toEqual([]);
    expect(Date.now() - ready).toBeLessThan(5000);
    expect(await second.end('SIGTERM')).toBe(0);
  });
});
