import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeviceClient } from '../../server/carrier/device-client.js';
import { goReady, soundReady } from '../../shared/contract/agents.js';
import { acceptOffer, hangUpCall, holdCall } from '../../shared/contract/calls.js';
import { voiceToken } from '../../shared/contract/telephony.js';
import { call as callApi } from '../support/api.js';
import type { TestAccount } from '../support/factories.js';
import { openSocket, type TestSocket } from '../support/sockets.js';
import { KillableApp } from '../voice/support/killable-app.js';

/** The next process goes on within this time after it is ready. */
const GOES_ON_MS = 5000;
/** The killed process's own request reaches the carrier long after everything is over, and finds nothing to do. */
const SLOW_MS = 120_000;

describe('kill -9 of the server', () => {
  let app: KillableApp;
  let db: pg.Client;
  let me: TestAccount;
  let socket: TestSocket;
  let device: DeviceClient;
  let callId = '';
  let sid = '';
  beforeAll(async () => {
    app = await KillableApp.start();
    db = new pg.Client({ connectionString: app.database.url });
    await db.connect();
    me = await app.admin();
    await console_();
    const { token } = await callApi(app.url, voiceToken, { input: {}, as: me });
    device = await DeviceClient.open({ url: `${app.carrier().url.replace('http', 'ws')}/device`, token, instance: randomUUID() });
    await callApi(app.url, goReady, { input: {}, as: me });
    sid = await app.ring('+4915112345678');
    callId = (await socket.next('offer.made')).payload.id && (await row<{ id: string }>('SELECT id FROM calls')).id;
  }, 240_000);
  afterAll(async () => {
    await device?.close();
    socket?.close();
    await db?.end();
    await app?.remove();
  });

  async function console_(): Promise<void> {
    socket = await openSocket(app.url, me, {});
    await callApi(app.url, soundReady, { input: { tabId: socket.tabId, isReady: true }, as: me });
  }
  async function row<T>(sql: string): Promise<T> {
    const { rows } = await db.query(sql);
    if (!rows[0]) throw new Error(`nothing for ${sql}`);
    return rows[0] as T;
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
    const from = Date.now();
    for (;;) {
      if ((await db.query(sql)).rowCount) return Date.now();
      if (Date.now() - from > ms) throw new Error(`not within ${ms} ms: ${sql}; ${await whatIs()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Kills while the carrier has the command and has not answered yet, starts the next process and measures how soon it has gone on. */
  async function killInside(kind: string, path: string, begin: () => Promise<unknown>, done: string): Promise<void> {
    await app.fault({ kind: 'rest-slow', match: { path }, ms: SLOW_MS, count: 1 });
    await begin();
    await until(`SELECT 1 FROM carrier_commands WHERE kind = '${kind}' AND state = 'INFLIGHT'`, 20_000);
    await app.struck();
    await app.kill();
    await app.run();
    const at = await until(done, 30_000);
    expect(at - app.readyAt).toBeLessThan(GOES_ON_MS);
    await console_();
  }

  it('while the caller is being fetched: the next process fetches', async () => {
    const { params } = await callApi(app.url, acceptOffer, { input: { callId }, as: me });
    await killInside('dequeue', 'Members', () => device.connect(params), `SELECT 1 FROM calls WHERE state = 'TALKING'`);
  }, 240_000);

  it('while the caller is put on hold: music it is, and both stay connected', async () => {
    await killInside(
      'hold',
      'Participants',
      () => callApi(app.url, holdCall, { input: { callId }, as: me }),
      `SELECT 1 FROM calls WHERE state = 'HELD'`,
    );
    expect((await app.state()).legs).toHaveLength(2);
  }, 240_000);

  it('while it hangs up: nobody stays connected', async () => {
    await killInside(
      'hang-up',
      'Calls',
      () => callApi(app.url, hangUpCall, { input: { callId }, as: me }),
      `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM legs WHERE ended_at IS NULL)`,
    );
    expect((await app.state()).legs.filter((leg) => leg.sid === sid)).toEqual([]);
  }, 240_000);
});
