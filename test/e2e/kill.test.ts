import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceClient } from '../../server/carrier/device-client.js';
import type { FaultKind } from '../../server/carrier/index.js';
import { goReady, soundReady } from '../../shared/contract/agents.js';
import { acceptOffer, hangUpCall, holdCall } from '../../shared/contract/calls.js';
import { voiceToken } from '../../shared/contract/voice-token.js';
import { call as callApi } from '../support/api.js';
import type { TestAccount } from '../support/factories.js';
import { openSocket, type TestSocket } from '../support/sockets.js';
import { KillableApp } from '../voice/support/killable-app.js';

/** The next process goes on within this time after it is ready. */
const GOES_ON_MS = 5000;
/** The killed process's own request never comes to an end within the test. */
const SLOW_MS = 600_000;
/** How long the product stays away where it does. */
const AWAY_MS = 8000;

describe('kill -9 of the server', () => {
  let app: KillableApp;
  let db: pg.Client;
  let me: TestAccount;
  let socket: TestSocket;
  let device: DeviceClient;
  let callId = '';
  let sid = '';
  beforeEach(async () => {
    app = await KillableApp.start();
    db = new pg.Client({ connectionString: app.database.url });
    await db.connect();
    me = await app.admin();
    await openConsole();
    const { token } = await callApi(app.url, voiceToken, { input: {}, as: me });
    device = await DeviceClient.open({ url: `${app.carrier().url.replace('http', 'ws')}/device`, token, instance: randomUUID() });
  }, 120_000);
  afterEach(async () => {
    await device?.close();
    socket?.close();
    await db?.end();
    await app?.remove();
  });

  async function openConsole(): Promise<void> {
    socket = await openSocket(app.url, me, {});
    await callApi(app.url, soundReady, { input: { tabId: socket.tabId, isReady: true }, as: me });
  }
  /** A caller who is past the greeting and hears the queue's music, offered to me. */
  async function ringing(): Promise<Record<string, string>> {
    await callApi(app.url, goReady, { input: {}, as: me });
    sid = await app.ring('+4915112345678', { patienceMs: SLOW_MS, talkMs: SLOW_MS });
    callId = await offered();
    await app.seen('the caller waits', (state) => state.queues.some((queue) => queue.members.includes(sid)));
    return (await callApi(app.url, acceptOffer, { input: { callId }, as: me })).params;
  }
  async function offered(): Promise<string> {
    const { payload } = await socket.next('offer.made');
    if ('gone' in payload) throw new Error('the offer is gone');
    return payload.callId;
  }
  async function talking(): Promise<void> {
    await device.connect(await ringing());
    await until(`SELECT 1 FROM calls WHERE state = 'TALKING'`, 30_000);
  }
  /** What a failure should tell. */
  async function whatIs(): Promise<string> {
    const { rows } = await db.query(
      `SELECT (SELECT jsonb_agg(jsonb_build_array(state, visit, end_reason)) FROM calls) AS calls,
         (SELECT jsonb_agg(jsonb_build_array(kind, argument, state, attempts, result) ORDER BY created_at) FROM carrier_commands) AS commands,
         (SELECT jsonb_agg(jsonb_build_array(role, status, is_in_room, is_released)) FROM legs) AS legs,
         (SELECT jsonb_agg(jsonb_build_array(kind, due_at - clock_timestamp(), last_error)) FROM deadlines) AS deadlines,
         (SELECT jsonb_agg(jsonb_build_array(task_id, attempts, locked_by, last_error, run_at)) FROM graphile_worker._private_jobs) AS jobs`,
    );
    return JSON.stringify(rows[0]);
  }
  async function until(sql: string, ms: number): Promise<number> {
    for (const from = Date.now(); ; await sleep(20)) {
      if ((await db.query(sql)).rowCount) return Date.now();
      if (Date.now() - from > ms) throw new Error(`not within ${ms} ms: ${sql}; ${await whatIs()}`);
    }
  }

  /** Kills while the carrier has the request and has not answered it yet. */
  async function killInside(fault: FaultKind, match: Record<string, string>, begin: () => Promise<unknown>): Promise<void> {
    const id = await app.fault({ kind: fault, match: { method: 'POST', ...match }, ms: SLOW_MS, count: 1 });
    await begin();
    await app.struck(id);
    expect((await db.query(`SELECT 1 FROM carrier_commands WHERE state = 'INFLIGHT'`)).rowCount).toBe(1);
    await app.kill();
  }
  /** Starts the next process and measures how soon it has gone on. */
  async function goesOn(done: string): Promise<void> {
    await app.run();
    const at = await until(done, 30_000);
    expect(at - app.readyAt).toBeLessThan(GOES_ON_MS);
  }
  const together = () =>
    app.seen('caller and agent in one room', ({ conferences }) =>
      conferences.some((room) => room.participants.length === 2 && room.participants.every((one) => one.joined && !one.hold)),
    );

  it('before the caller is fetched: the next process fetches', async () => {
    const params = await ringing();
    await killInside('rest-slow', { path: sid }, () => device.connect(params));
    await goesOn(`SELECT 1 FROM calls WHERE state = 'TALKING' AND visit = 1`);
    await together();
  });

  it('in the moment the caller is fetched, and away for a while: the two talk all the same', async () => {
    const params = await ringing();
    await killInside('rest-timeout-after-commit', { path: sid }, () => device.connect(params));
    await together();
    await sleep(AWAY_MS);
    await together();
    await goesOn(`SELECT 1 FROM calls WHERE state = 'TALKING' AND visit = 1`);
    await together();
  });

  it('while a caller hears the greeting, and away for a while: the caller hears music, and waits in the queue again afterwards', async () => {
    sid = await app.ring('+4915112345678', { patienceMs: SLOW_MS });
    // Let in by the carrier too: one whose answer dies with the server is told so and hung up on.
    await app.seen('the caller hears the greeting', (state) => state.legs.some((leg) => leg.sid === sid && leg.status === 'in-progress'));
    await app.kill();
    await app.seen('the queue let the caller go', (state) => state.queues.every((queue) => queue.members.length === 0), 30_000);
    await sleep(AWAY_MS);
    expect((await app.state()).legs.map((leg) => [leg.sid, leg.status])).toEqual([[sid, 'in-progress']]);
    await app.run();
    await openConsole();
    await callApi(app.url, goReady, { input: {}, as: me });
    const { params } = await callApi(app.url, acceptOffer, { input: { callId: await offered() }, as: me });
    await device.connect(params);
    await until(`SELECT 1 FROM calls WHERE state = 'TALKING'`, 30_000);
    await together();
  });

  it('while the caller is put on hold: music it is, and both stay connected', async () => {
    await talking();
    await killInside('rest-slow', { path: 'Participants' }, () => callApi(app.url, holdCall, { input: { callId }, as: me }));
    await goesOn(`SELECT 1 FROM calls WHERE state = 'HELD'`);
    expect((await app.state()).legs).toHaveLength(2);
  });

  it('while it hangs up: nobody stays connected', async () => {
    await talking();
    await killInside('rest-slow', { path: sid }, () => callApi(app.url, hangUpCall, { input: { callId }, as: me }));
    await goesOn(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM legs WHERE ended_at IS NULL)`);
    expect((await app.state()).legs.filter((leg) => leg.sid === sid)).toEqual([]);
  });
});
