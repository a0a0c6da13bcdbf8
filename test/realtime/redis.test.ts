import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis, type EphemeralBus } from '../../server/core/realtime/redis.js';
import { createTeam } from '../../shared/contract/auth.js';
import { createQueue } from '../../shared/contract/queues.js';
import { room } from '../../shared/rooms.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { TestAccount } from '../support/factories.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import type { TestSocket } from '../support/sockets.js';

const log = pino({ level: 'silent' });
let redis: TestRedis;
let database: TestDatabase;
let buses: EphemeralBus[];
let leader: TestApp;
let other: TestApp;
let admin: TestAccount;
beforeAll(async () => {
  redis = await startRedis();
  database = await createTestDatabase();
  const env = { RINGBACK_CLUSTER: '1', DATABASE_URL: database.url, REDIS_URL: redis.url };
  const [one, two] = [await connectRedis(redis.url, log), await connectRedis(redis.url, log)];
  buses = [one, two];
  leader = await startTestApp({ database, env, bus: one });
  other = await startTestApp({ database, env, bus: two, clock: leader.clock });
  admin = await leader.account({ roles: ['admin'] });
});
afterAll(async () => {
  await other.close();
  await leader.close();
  for (const bus of buses) await bus.close();
  await database.drop();
  await redis.close();
});

let made = 0;
const makeTeam = async (at: TestApp) => (await at.api(createTeam, { name: `Redis ${++made}`, isConfidential: false }, { as: admin })).id;
const teamsHeard = (socket: TestSocket) => socket.events.flatMap((event) => (event.type === 'team.changed' ? [event.payload.id] : []));
const said = (socket: TestSocket, channel: string) => socket.ephemera.filter((one) => one.channel === channel).map((one) => one.payload);
/** What is said on one server, to the account's sockets on both. */
const say = (at: TestApp, what: string) => at.app.deps.realtime.emit([room.agent(admin.id)], 'said', what);

describe('two servers with Redis between them', () => {
  it('show the leader’s figures to whoever watches on the other one, and nobody else', async () => {
    expect([leader.app.deps.isLeader(), other.app.deps.isLeader()]).toEqual([true, false]);
    const team = await leader.team();
    const queue = await leader.api(createQueue, { name: 'Watched', teamId: team.id }, { as: admin });
    const watcher = await other.connect(await other.account({ roles: ['supervisor'], leads: [team] }));
    expect(await watcher.watch(room.live(queue.id))).toBe(true);
    const bystander = await other.connect(await other.account());
    const feed = async () => {
      for (const feature of leader.app.features) if (feature.name === 'live') await feature.everySecond?.();
    };
    await feed();
    await expect.poll(() => said(watcher, 'figures')).toEqual([expect.objectContaining({ queueId: queue.id })]);
    say(other, 'after the figures');
    expect(said(bystander, 'figures')).toEqual([]);
  });

  it('say what may be lost to sockets on both, once to each', async () => {
    const sockets = [await leader.connect(admin), await other.connect(admin)];
    say(leader, 'from one');
    say(other, 'from the other');
    for (const socket of sockets) await expect.poll(() => said(socket, 'said').toSorted()).toEqual(['from one', 'from the other']);
  });

  it('carry durable events by the database alone: each once, also while Redis is away', async () => {
    const sockets = [await leader.connect(admin), await other.connect(admin)];
    const ids = [await makeTeam(leader), await makeTeam(other)];
    await redis.kill();
    ids.push(await makeTeam(leader), await makeTeam(other));
    for (const socket of sockets) {
      await expect.poll(() => teamsHeard(socket)).toEqual(ids);
    }
    await expect.poll(() => buses.map((bus) => bus.isUp())).toEqual([false, false]);
    say(leader, 'here only');
    await expect.poll(() => said(sockets[0] as TestSocket, 'said')).toContain('here only');
    expect(said(sockets[1] as TestSocket, 'said')).toEqual([]);
    await redis.start();
    await expect
      .poll(
        () => {
          say(leader, 'again');
          return said(sockets[1] as TestSocket, 'said');
        },
        { timeout: 15_000, interval: 200 },
      )
      .toContain('again');
    ids.push(await makeTeam(other));
    for (const socket of sockets) await expect.poll(() => teamsHeard(socket)).toEqual(ids);
  });
});

describe('a server that is to use Redis', () => {
  it('does not start without it, and says what to do', async () => {
    await expect(connectRedis('redis://127.0.0.1:1', log)).rejects.toThrow(
      /REDIS_URL: Redis cannot be reached .* Remove it, or start Redis/,
    );
  });
});
