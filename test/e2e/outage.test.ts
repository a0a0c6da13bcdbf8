import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveSnapshot } from '../../shared/contract/live.js';
import { call as callApi } from '../support/api.js';
import { addPerson } from '../support/console.js';
import type { TestAccount } from '../support/factories.js';
import { KillableApp } from '../voice/support/killable-app.js';
import { RobotAgent } from '../voice/support/robot-agent.js';

/** `RINGBACK_OUTAGE=200,300` asks for another number of callers and of seconds away than every run has. */
const [CALLERS = 30, AWAY_S = 20] = (process.env['RINGBACK_OUTAGE'] ?? '').split(',').filter(Boolean).map(Number);
/** Callers who ring while the server is away. */
const LATE = 3;
const PER_SECOND = 5;
const AGENTS = Math.max(4, Math.round(CALLERS / 12));
/** Everybody is served within this after the last outage; seldom needed. */
const SERVED_S = 60 + CALLERS;

describe('a server that is killed twice in the middle of a rush, the second time for a while', () => {
  let app: KillableApp;
  let db: pg.Client;
  let me: TestAccount;
  const robots: RobotAgent[] = [];
  const callers: string[] = [];
  const inDoubt = new Set<string>();
  beforeAll(async () => {
    app = await KillableApp.start();
    db = new pg.Client({ connectionString: app.database.url });
    await db.connect();
    me = await app.admin();
    for (let n = 1; n <= AGENTS; n++) robots.push(new RobotAgent(app, await addPerson(app.url, me, { name: `Agent Nr ${n}` })));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(robots.map((robot) => robot.stop()));
    await db?.end();
    await app?.remove();
  });

  async function rows<T>(sql: string): Promise<T[]> {
    return (await db.query(sql)).rows as T[];
  }
  /** Callers with time; some give up while nobody can note it. */
  async function rush(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const gaveUp = n % 10 === 9 ? { hangupAfterMs: 8000 } : {};
      callers.push(
        await app.ring(`+4915112${String(300_000 + callers.length)}`, { patienceMs: 3_600_000, talkMs: 2000 + (n % 7) * 500, ...gaveUp }),
      );
      await sleep(1000 / PER_SECOND);
    }
    // Who is still ringing when the server goes is not among the ones who wait.
    await app.seen('everybody has been let in', (state) => state.legs.every((leg) => leg.status !== 'ringing'));
  }
  /**
   * Kills the server. Whom it was fetching from the queue in that very moment it cannot know to have talked when they are gone afterwards: they are called
   * back rather than forgotten.
   */
  async function kill(): Promise<void> {
    await app.kill();
    const fetching = await rows<{ sid: string }>(
      `SELECT c.provider_sid AS sid FROM carrier_commands k JOIN calls c ON c.id = k.call_id WHERE k.kind = 'dequeue' AND k.state IN ('INFLIGHT', 'UNKNOWN')`,
    );
    for (const { sid } of fetching) inDoubt.add(sid);
  }
  /** What a failure should tell of a caller. */
  async function story(sid: string): Promise<unknown> {
    const ours = await rows(
      `SELECT m.at, m.kind, m.details FROM call_moments m JOIN calls c ON c.id = m.call_id WHERE c.provider_sid = '${sid}' ORDER BY m.id`,
    );
    return { sid, ours, theirs: await app.trace(sid) };
  }
  async function untilQuiet(): Promise<void> {
    for (const from = Date.now(); Date.now() - from < SERVED_S * 1000; await sleep(250)) {
      const [open] = await rows<{ n: number }>(`SELECT count(*)::int AS n FROM calls WHERE state <> 'ENDED'`);
      if (open?.n === 0) return;
    }
    const [left] = await rows(
      `SELECT (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM calls GROUP BY state) s) AS calls,
         (SELECT jsonb_agg(jsonb_build_array(intent, activity, reach, is_connected, has_device)) FROM presences) AS agents`,
    );
    throw new Error(`not over after ${SERVED_S} s: ${JSON.stringify(left)}; ${robots.map((robot) => robot.lastTrouble).join(' | ')}`);
  }

  it(
    'loses no caller who waits or rings meanwhile, counts every call once and leaves nobody behind',
    async () => {
      await rush(Math.ceil(CALLERS / 2));
      await kill();
      await app.run();
      await rush(Math.floor(CALLERS / 2));
      const here = new Set((await app.state()).queues.flatMap((queue) => queue.members));
      await kill();
      // Who rings while nobody is there is kept by the carrier's own document until we are back.
      for (let n = 0; n < LATE; n++)
        callers.push(await app.ring(`+4915113${String(300_000 + n)}`, { patienceMs: 3_600_000, talkMs: 2000 }));
      await sleep(AWAY_S * 1000);
      // Who waited still waits, or gave up of their own will.
      const still = new Set((await app.state()).legs.map((leg) => leg.sid));
      const lost = [...here].filter((sid) => !still.has(sid));
      expect(lost.length).toBeLessThanOrEqual(Math.ceil(CALLERS / 10));
      await app.run();
      await app.seen('who rang meanwhile has been let in', (state) => state.legs.every((leg) => leg.status !== 'ringing'));
      await untilQuiet();

      const calls = await rows<{ provider_sid: string; outcome: string | null; state: string; end_reason: string | null }>(
        'SELECT provider_sid, outcome, state, end_reason FROM calls',
      );
      expect(calls.filter((call) => call.state !== 'ENDED')).toEqual([]);
      expect(calls.map((call) => call.provider_sid).sort()).toEqual([...callers].sort());
      // Only who hung up by plan is not answered, and who was in doubt has a call back coming.
      const answered = new Set(calls.filter((call) => call.outcome === 'answered').map((call) => call.provider_sid));
      const owed = new Set(
        (await rows<{ sid: string }>('SELECT c.provider_sid AS sid FROM lost_calls d JOIN calls c ON c.id = ANY (d.call_ids)')).map(
          ({ sid }) => sid,
        ),
      );
      const isExcused = (sid: string, n: number) => (n % Math.ceil(CALLERS / 2)) % 10 === 9 || (inDoubt.has(sid) && owed.has(sid));
      const unanswered = callers.filter((sid, n) => !answered.has(sid) && !isExcused(sid, n));
      expect(await Promise.all(unanswered.map(story))).toEqual([]);
      expect(await rows(`SELECT id FROM calls WHERE left_at < answered_at OR answered_at < queued_at`)).toEqual([]);
      const [queue] = (await callApi(app.url, liveSnapshot, { input: {}, as: me })).queues;
      expect(queue).toMatchObject({ offered: CALLERS + LATE, waiting: 0, offering: 0, talk: 0 });
      const { answered: a = 0, abandoned = 0, shortAbandoned = 0, flowOut = 0 } = queue ?? {};
      expect(a + abandoned + shortAbandoned + flowOut).toBe(CALLERS + LATE);
      // A leg whose last callback was lost is found by the patrol, every fifteen seconds.
      await expect.poll(() => rows(`SELECT call_sid FROM legs WHERE ended_at IS NULL`), { timeout: 45_000 }).toEqual([]);
      expect(await rows(`SELECT account_id, activity FROM presences WHERE activity NOT IN ('free', 'wrapup')`)).toEqual([]);
      expect(await rows(`SELECT id FROM offers WHERE state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')`)).toEqual([]);
      await app.seen('no leg is left', (state) => state.legs.length === 0);
    },
    (120 + AWAY_S + SERVED_S + CALLERS) * 1000,
  );
});
