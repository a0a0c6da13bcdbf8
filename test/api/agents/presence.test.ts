import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { pauseIfReady, releaseAgent, reserveAgent, setActivity } from '../../../server/features/agents/index.js';
import * as op from '../../../shared/contract/agents.js';
import { signOut } from '../../../shared/contract/auth.js';
import { createPauseReason, createQueue, editPauseReason, setQueueMember } from '../../../shared/contract/queues.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import type { TestSocket } from '../../support/sockets.js';

let t: TestApp;
let admin: TestAccount;
let team: TestTeam;
const system = systemActor('test');

beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  admin = await t.account({ roles: ['admin'] });
});
afterAll(() => t.close());

const mine = (as: TestAccount) => t.api(op.myPresence, {}, { as });
const sound = (as: TestAccount, tabId: string, isReady = true) => t.api(op.soundReady, { tabId, isReady }, { as });
const until = (as: TestAccount, reach: string) => expect.poll(async () => (await mine(as)).reach).toBe(reach);
const reserve = (agent: TestAccount) => t.transaction(system, (ctx) => reserveAgent(ctx, agent.id));
/** An agent at a console that rings, ready for calls. */
async function readyAgent(): Promise<{ agent: TestAccount; socket: TestSocket }> {
  const agent = await t.account({ teams: [team] });
  const socket = await t.connect(agent);
  await until(agent, 'no-device');
  await sound(agent, socket.tabId);
  await t.api(op.goReady, {}, { as: agent });
  return { agent, socket };
}
const log = (agent: TestAccount): Promise<{ intent: string; activity: string; reach: string }[]> =>
  t.db.query('SELECT intent, activity, reach FROM presence_log WHERE account_id = $1 ORDER BY id', [agent.id]);

describe('me.ready', () => {
  it('makes an agent routable only when a tab is connected and its sound works', async () => {
    const agent = await t.account({ teams: [team] });
    expect(await mine(agent)).toMatchObject({ version: 0, intent: 'off', reach: 'no-connection' });
    await t.api(op.goReady, {}, { as: agent });
    expect(await reserve(agent)).toBeNull();
    const socket = await t.connect(agent);
    await until(agent, 'no-device');
    expect(await reserve(agent)).toBeNull();
    expect(await sound(agent, socket.tabId)).toMatchObject({ intent: 'ready', reach: 'ok', leaderTabId: socket.tabId });
    expect(await reserve(agent)).toEqual({ fence: 1 });
  });
  it('writes every change with its time, and tells agent, team and administrators but nobody else', async () => {
    const colleague = await t.connect(await t.account({ teams: [team] }));
    const stranger = await t.connect(await t.account());
    const boss = await t.connect(admin);
    const { agent, socket } = await readyAgent();
    const isIt = (message: { payload: { id: string } }) =>
      message.payload.id === agent.id && 'intent' in message.payload && message.payload.intent === 'ready';
    await Promise.all([socket, colleague, boss].map((one) => one.next('presence.changed', isIt)));
    await t.settle();
    expect(stranger.events.filter((event) => event.type === 'presence.changed' && event.payload.id === agent.id)).toEqual([]);
    expect(await log(agent)).toEqual([
      { intent: 'off', activity: 'free', reach: 'no-connection' },
      { intent: 'off', activity: 'free', reach: 'no-device' },
      { intent: 'off', activity: 'free', reach: 'ok' },
      { intent: 'ready', activity: 'free', reach: 'ok' },
    ]);
  });
  it('changes nothing when said twice', async () => {
    const { agent } = await readyAgent();
    const before = await mine(agent);
    expect(await t.api(op.goReady, {}, { as: agent })).toEqual(before);
  });
});

describe('me.pause', () => {
  it('takes a reason that is not retired', async () => {
    const { agent } = await readyAgent();
    const reason = await t.api(createPauseReason, { digit: 3, label: { de: 'Mittag', en: 'Lunch' }, limitMinutes: 45 }, { as: admin });
    expect(await t.api(op.goOnPause, { reasonId: reason.id }, { as: agent })).toMatchObject({ intent: 'pause', pauseReasonId: reason.id });
    await t.api(editPauseReason, { reasonId: reason.id, version: 1, isActive: false }, { as: admin });
    await expect(t.api(op.goOnPause, { reasonId: reason.id }, { as: agent })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(t.api(op.goOnPause, { reasonId: agent.id }, { as: agent })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('chosen in a call holds from the moment the call is over, and no call comes between', async () => {
    const { agent } = await readyAgent();
    const fence = (await reserve(agent))?.fence ?? -1;
    await t.transaction(system, (ctx) => setActivity(ctx, agent.id, 'talking', { countCall: true }));
    const talking = await t.api(op.goOnPause, { reasonId: null }, { as: agent });
    expect(talking).toMatchObject({ intent: 'pause', activity: 'talking', callsToday: 1 });
    t.clock.move(30_000);
    await t.transaction(system, (ctx) => releaseAgent(ctx, agent.id, fence));
    const after = await mine(agent);
    expect(after).toMatchObject({ intent: 'pause', activity: 'free' });
    expect(after.since).toBe(t.clock.now().toISOString());
    expect(await reserve(agent)).toBeNull();
  });
});

describe('reservations', () => {
  it('are given to one of many at once', async () => {
    const { agent } = await readyAgent();
    const got = await Promise.all(Array.from({ length: 8 }, () => reserve(agent)));
    expect(got.filter((one) => one !== null)).toEqual([{ fence: 1 }]);
  });
  it('are ended by their own fence only', async () => {
    const { agent } = await readyAgent();
    await reserve(agent);
    expect(await t.transaction(system, (ctx) => releaseAgent(ctx, agent.id, 1))).toBe(true);
    await reserve(agent);
    expect(await t.transaction(system, (ctx) => releaseAgent(ctx, agent.id, 1))).toBe(false);
    expect((await mine(agent)).activity).toBe('offered');
    expect(await t.transaction(system, (ctx) => releaseAgent(ctx, agent.id, 2))).toBe(true);
  });
  it('missed lead to "missed call", which one key clears; the agent is then last in line', async () => {
    const { agent } = await readyAgent();
    const fence = (await reserve(agent))?.fence ?? -1;
    await t.transaction(system, (ctx) => releaseAgent(ctx, agent.id, fence, { reach: 'missed-call' }));
    expect(await mine(agent)).toMatchObject({ intent: 'ready', activity: 'free', reach: 'missed-call' });
    expect(await reserve(agent)).toBeNull();
    t.clock.move(5000);
    expect(await t.api(op.goReady, {}, { as: agent })).toMatchObject({ reach: 'ok' });
    const rows: { idle_since: Date }[] = await t.db.query('SELECT idle_since FROM presences WHERE account_id = $1', [agent.id]);
    expect(rows[0]?.idle_since).toEqual(t.clock.now());
  });
});

describe('the lease', () => {
  it('ends with the last tab; the same tab comes back ready when its sound does', async () => {
    const { agent, socket } = await readyAgent();
    socket.close();
    await until(agent, 'no-connection');
    expect(await mine(agent)).toMatchObject({ intent: 'ready', leaderTabId: null });
    await t.connect(agent, { tabId: socket.tabId });
    await until(agent, 'no-device');
    expect(await sound(agent, socket.tabId)).toMatchObject({ reach: 'ok' });
  });
  it('passes to another tab with its sound; only the leader may say that its device is gone', async () => {
    const { agent, socket } = await readyAgent();
    const second = await t.connect(agent);
    await expect.poll(async () => (await mine(agent)).reach).toBe('ok');
    expect(await sound(agent, second.tabId, false)).toMatchObject({ reach: 'ok', leaderTabId: socket.tabId });
    expect(await sound(agent, socket.tabId, false)).toMatchObject({ reach: 'no-device' });
    await sound(agent, socket.tabId);
    socket.close();
    await until(agent, 'no-device');
    const lead: unknown = await second.socket.emitWithAck('tab.lead', {});
    expect(lead).toEqual({ leaderTabId: second.tabId });
    expect(await sound(agent, second.tabId)).toMatchObject({ reach: 'ok', leaderTabId: second.tabId });
  });
  it('is not believed from a tab that is not connected', async () => {
    const agent = await t.account();
    expect(await sound(agent, 'no such tab')).toMatchObject({ reach: 'no-connection', leaderTabId: null });
  });
  it('of tabs that come and go at once leaves nobody behind', async () => {
    const agent = await t.account();
    for (let round = 0; round < 5; round++) (await t.connect(agent)).close();
    const rest = async () => ({
      tabs: await t.db.query('SELECT 1 FROM agent_tabs WHERE account_id = $1', [agent.id]),
      reach: (await mine(agent)).reach,
    });
    await expect.poll(rest).toEqual({ tabs: [], reach: 'no-connection' });
    const socket = await t.connect(agent);
    await until(agent, 'no-device');
    socket.close();
    await expect.poll(rest).toEqual({ tabs: [], reach: 'no-connection' });
  });
  it('given up for half an hour means gone home', async () => {
    const { agent, socket } = await readyAgent();
    socket.close();
    await until(agent, 'no-connection');
    await t.advance(29 * 60_000);
    expect((await mine(agent)).intent).toBe('ready');
    await t.advance(60_000);
    expect((await mine(agent)).intent).toBe('off');
  });
  it('survives the silence of a hidden tab: only the socket counts', async () => {
    const { agent } = await readyAgent();
    await t.advance(31 * 60_000);
    expect(await mine(agent)).toMatchObject({ intent: 'ready', reach: 'ok' });
  });
  it('ends with signing out', async () => {
    const { agent } = await readyAgent();
    await t.api(signOut, {}, { as: agent });
    const rows: { intent: string }[] = await t.db.query('SELECT intent FROM presences WHERE account_id = $1', [agent.id]);
    expect(rows[0]?.intent).toBe('off');
  });
  it('of a node that died is swept away by the next one', async () => {
    const { agent } = await readyAgent();
    await t.db.query(
      "INSERT INTO agent_tabs (socket_id, account_id, tab_id, node_id, connected_at) SELECT 'dead', id, 'x', gen_random_uuid(), now() FROM accounts WHERE id = $1",
      [admin.id],
    );
    await t.db.query("UPDATE presences SET is_connected = true, reach = 'no-device', version = version + 1 WHERE account_id = $1", [
      admin.id,
    ]);
    const presence = t.app.features.find((feature) => feature.name === 'agents');
    await presence?.everySecond?.();
    expect(await t.db.query("SELECT 1 FROM agent_tabs WHERE socket_id = 'dead'")).toEqual([]);
    expect(await mine(agent)).toMatchObject({ reach: 'ok' });
  });
});

describe('agents.list', () => {
  it('shows one’s own teams and queues, to administrators everyone', async () => {
    const { agent } = await readyAgent();
    const outsider = await t.account({ teams: [await t.team()] });
    const seen = async (as: TestAccount) => (await t.api(op.listPresences, {}, { as })).items.map((item) => item.id);
    expect(await seen(outsider)).not.toContain(agent.id);
    expect(await seen(admin)).toContain(agent.id);
    expect(await seen(await t.account({ roles: ['supervisor'], leads: [team] }))).toContain(agent.id);
    const queue = await t.api(createQueue, { name: 'Gemeinsam', teamId: (await t.team()).id }, { as: admin });
    for (const accountId of [agent.id, outsider.id]) await t.api(setQueueMember, { queueId: queue.id, accountId, level: 1 }, { as: admin });
    expect(await seen(outsider)).toContain(agent.id);
  });
});

describe('agents.times', () => {
  it('adds up to the whole day, from the log alone', async () => {
    const { agent } = await readyAgent();
    const start = t.clock.now().getTime();
    const talk = async (activity: Parameters<typeof setActivity>[2], seconds: number) => {
      await t.transaction(system, (ctx) => setActivity(ctx, agent.id, activity));
      t.clock.move(seconds * 1000);
    };
    t.clock.move(100_000);
    await talk('offered', 10);
    await talk('connecting', 2);
    await talk('talking', 60);
    await talk('hold', 20);
    await talk('wrapup', 30);
    await talk('free', 40);
    await t.transaction(system, (ctx) => pauseIfReady(ctx, agent.id));
    t.clock.move(50_000);
    const day = new Date(start).toISOString().slice(0, 10);
    const times = await t.api(op.presenceTimes, { accountId: agent.id, day }, { as: agent });
    expect(times).toMatchObject({ ready: 140, offered: 10, talk: 62, hold: 20, wrapup: 30, pause: 50, unreachable: 0, off: 0 });
    const boss = await t.account({ roles: ['supervisor'], leads: [team] });
    expect(await t.api(op.presenceTimes, { accountId: agent.id, day }, { as: boss })).toEqual(times);
    const colleague = await t.account({ teams: [team] });
    await expect(t.api(op.presenceTimes, { accountId: agent.id, day }, { as: colleague })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('carries a state over midnight of the installation', async () => {
    const { agent } = await readyAgent();
    const now = t.clock.now().getTime();
    const tomorrow = new Date(now + 86_400_000);
    t.clock.move(86_400_000);
    const day = tomorrow.toISOString().slice(0, 10);
    const midnight = new Date(`${day}T00:00:00+01:00`).getTime();
    const boss = await t.account({ roles: ['admin'] });
    const times = await t.api(op.presenceTimes, { accountId: agent.id, day }, { as: boss });
    expect(times.ready).toBe((t.clock.now().getTime() - midnight) / 1000);
  });
});
