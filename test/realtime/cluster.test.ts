import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam, signOut } from '../../shared/contract/auth.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { TestAccount } from '../support/factories.js';
import type { TestSocket } from '../support/sockets.js';

let database: TestDatabase;
let a: TestApp;
let b: TestApp;
let admin: TestAccount;
beforeAll(async () => {
  database = await createTestDatabase();
  const env = { RINGBACK_CLUSTER: '1', DATABASE_URL: database.url };
  a = await startTestApp({ database, env });
  b = await startTestApp({ database, env, clock: a.clock });
  admin = await a.account({ roles: ['admin'] });
});
afterAll(async () => {
  await b.close();
  await a.close();
  await database.drop();
});

const leaders = () => [a, b].filter((node) => node.app.deps.isLeader());
let made = 0;
async function makeTeam(at: TestApp): Promise<string> {
  return (await at.api(createTeam, { name: `Cluster ${++made}`, isConfidential: false }, { as: admin })).id;
}
const heard = (socket: TestSocket, id: string) => socket.next('team.changed', (event) => event.payload.id === id);
const idsOf = (socket: TestSocket) => socket.events.filter((event) => event.type === 'team.changed').map((event) => event.payload.id);

describe('two servers on one database', () => {
  it('have one leader, and carry events across, each once to each socket', async () => {
    expect(leaders()).toHaveLength(1);
    const sockets = [await a.connect(admin), await b.connect(admin)];
    const ids = [await makeTeam(a), await makeTeam(b), await makeTeam(a), await makeTeam(b)];
    for (const socket of sockets) {
      for (const id of ids) await heard(socket, id);
      expect(idsOf(socket)).toEqual(ids);
    }
  });

  it('find a leader again when the connection that held leadership dies, and lose no event', async () => {
    const sockets = [await a.connect(admin), await b.connect(admin)];
    const before = await makeTeam(a);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const killed = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7265002 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(killed.rowCount).toBe(1);
    await client.end();
    const during = [await makeTeam(a), await makeTeam(b)];
    await expect.poll(() => leaders().length).toBe(1);
    const after = await makeTeam(b);
    for (const socket of sockets) {
      for (const id of [before, ...during, after]) await heard(socket, id);
      expect(idsOf(socket).sort()).toEqual([before, ...during, after].sort());
    }
  });

  it('end a session on every server', async () => {
    const agent = await a.account();
    const sockets = [await a.connect(agent), await b.connect(agent)];
    await a.api(signOut, {}, { as: agent });
    for (const socket of sockets) await expect.poll(() => socket.socket.connected).toBe(false);
  });

  it('go on with the other when the leader stops, and bury its row', async () => {
    const [leader] = leaders();
    const survivor = leader === a ? b : a;
    await leader?.stop();
    await expect.poll(() => survivor.app.deps.isLeader()).toBe(true);
    const socket = await survivor.connect(admin);
    await heard(socket, await makeTeam(survivor));
    expect(await survivor.db.query('SELECT id FROM nodes')).toEqual([{ id: survivor.app.deps.nodeId }]);
  });
});
