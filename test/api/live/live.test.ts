import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { newId } from '../../../server/core/id.js';
import { reserveAgent, setActivity } from '../../../server/features/agents/index.js';
import { goOnPause, goReady, soundReady } from '../../../shared/contract/agents.js';
import * as op from '../../../shared/contract/live.js';
import { createQueue, setQueueMember } from '../../../shared/contract/queues.js';
import { type CallOutcome, callOutcome, countOutcomes, unaccountedCalls } from '../../../shared/domain/call-outcome.js';
import type { CallState } from '../../../shared/domain/call-state.js';
import { averageSpeedOfAnswer, serviceLevel, sumCalls } from '../../../shared/domain/service-level.js';
import { HISTORY_MINUTES, LiveNumber, type QueueFigures } from '../../../shared/models/live.js';
import type { Queue } from '../../../shared/models/queues.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let t: TestApp;
let admin: TestAccount;
let leader: TestAccount;
let team: TestTeam;
let counter = 0;
const system = systemActor('test');

beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  admin = await t.account({ roles: ['admin'] });
  leader = await t.account({ roles: ['supervisor'], leads: [team] });
});
afterAll(() => t.close());

const makeQueue = () => t.api(createQueue, { name: `Queue ${++counter}`, teamId: team.id }, { as: admin });
const figuresOf = async (queue: Queue, as = leader): Promise<QueueFigures> => {
  const found = (await t.api(op.liveSnapshot, {}, { as })).queues.find((one) => one.queueId === queue.id);
  if (!found) throw new Error('the queue is not on the board');
  return found;
};
const feed = async () => {
  for (const feature of t.app.features) if (feature.name === 'live') await feature.everySecond?.();
};

interface MadeCall {
  /** Seconds before now. */
  arrived: number;
  answeredAfter: number | null;
  divertedAfter: number | null;
  leftAfter: number | null;
  /** Where it stands, unless the times say it. */
  state?: CallState;
}
/** A call as the calls feature would leave it, at rest. `decidedAfter`: seconds until its outcome. */
async function insertCall(
  queue: Queue,
  call: MadeCall,
): Promise<{ outcome: CallOutcome | null; decidedAfter: number | null; waitSeconds: number }> {
  const now = t.clock.now().getTime();
  const queuedAt = now - call.arrived * 1000;
  const at = (after: number | null) => (after === null ? null : queuedAt + after * 1000);
  const times = { queuedAt, answeredAt: at(call.answeredAfter), divertedAt: at(call.divertedAfter), leftAt: at(call.leftAfter) };
  const outcome = callOutcome(times);
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  const state = call.state ?? (times.leftAt === null ? (outcome === null ? 'QUEUED' : 'TALKING') : 'ENDED');
  const id = newId();
  await t.db.query(
    `INSERT INTO calls (id, created_at, updated_at, provider_sid, state, state_since, queue_id, from_number, to_number, match, ticket_number, ticket_text,
       arrived_at, queued_at, answered_at, diverted_at, left_at, ended_at, outcome)
     VALUES ($1, $2, $2, $3, $4, $2, $5, '+491713920011', '+493023125000', 'none', $6, '1', $7, $7, $8, $9, $10, $10, $11)`,
    [
      id,
      t.clock.now(),
      `CA${++counter}`,
      state,
      queue.id,
      counter,
      date(queuedAt),
      date(times.answeredAt),
      date(times.divertedAt),
      date(times.leftAt),
      outcome,
    ],
  );
  const decidedAfter = call.answeredAfter ?? call.divertedAfter ?? call.leftAfter;
  await t.db.query('INSERT INTO queue_stays (call_id, number, queue_id, entered_at, left_at, outcome) VALUES ($1, 1, $2, $3, $4, $5)', [
    id,
    queue.id,
    date(queuedAt),
    date(at(decidedAfter)),
    outcome,
  ]);
  return { outcome, decidedAfter, waitSeconds: decidedAfter ?? call.arrived };
}
const waiting = (arrived: number): MadeCall => ({ arrived, answeredAfter: null, divertedAfter: null, leftAfter: null });

describe('live.get', () => {
  it('counts what the definitions say, every call exactly once, and opens each number into its calls', async () => {
    const seconds = fc.integer({ min: 0, max: 300 });
    const call = fc.record({
      arrived: fc.integer({ min: 300, max: 3600 }),
      answeredAfter: fc.option(seconds),
      divertedAfter: fc.option(seconds),
      leftAfter: fc.option(seconds),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (calls) => {
        const queue = await makeQueue();
        const made = [];
        for (const one of calls) made.push(await insertCall(queue, one));
        const figures = await figuresOf(queue);
        const counts = countOutcomes(made.map((one) => one.outcome));
        expect(figures).toMatchObject(counts);
        expect(unaccountedCalls(figures)).toBe(0);
        const finished = made.flatMap((one) => (one.outcome === null ? [] : [{ ...one, outcome: one.outcome }]));
        const sums = sumCalls(finished, { seconds: 20, percent: 80 });
        expect(figures).toMatchObject({ answeredInTime: sums.answeredInTime, abandonedInTime: sums.abandonedInTime });
        expect(figures.serviceLevel).toEqual(serviceLevel(sums));
        expect(figures.averageWait).toEqual(averageSpeedOfAnswer(sums));
        const numbers = {
          offered: figures.offered,
          answered: figures.answered,
          abandoned: figures.abandoned,
          'short-abandoned': figures.shortAbandoned,
          'flow-out': figures.flowOut,
          waiting: figures.waitingNow,
          'in-time': figures.answeredInTime + figures.abandonedInTime,
        };
        for (const number of LiveNumber.options) {
          const { items, total } = await t.api(op.countedCalls, { queueId: queue.id, number }, { as: leader });
          expect([number, total, items.length]).toEqual([number, numbers[number], numbers[number]]);
        }
      }),
      { numRuns: 8 },
    );
  });
  it('counts as waiting who lost their agent and came back, and not who is led elsewhere', async () => {
    const queue = await makeQueue();
    await insertCall(queue, { ...waiting(90), answeredAfter: 10, state: 'QUEUED' });
    await insertCall(queue, { ...waiting(80), divertedAfter: 10, state: 'OVERFLOW' });
    const figures = await figuresOf(queue);
    expect(figures).toMatchObject({ offered: 2, answered: 1, flowOut: 1, waiting: 0, waitingNow: 1 });
    expect(figures.waitingCallers).toHaveLength(1);
    const { items, total } = await t.api(op.countedCalls, { queueId: queue.id, number: 'waiting' }, { as: leader });
    expect([total, items.map((one) => one.outcome)]).toEqual([1, ['waiting']]);
  });
  it('leaves yesterday out of the counts but not out of the queue', async () => {
    const queue = await makeQueue();
    await insertCall(queue, waiting(10 * 3600));
    await insertCall(queue, waiting(60));
    const figures = await figuresOf(queue);
    expect(figures).toMatchObject({ offered: 1, waiting: 1, waitingNow: 2 });
    expect(figures.waitingCallers).toHaveLength(2);
    expect(figures.longestSince).toBe(new Date(t.clock.now().getTime() - 36_000_000).toISOString());
  });
  it('says what the members do', async () => {
    const queue = await makeQueue();
    const agents = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const agent = await t.account({ teams: [team] });
        await t.api(setQueueMember, { queueId: queue.id, accountId: agent.id, level: 1 }, { as: admin });
        const socket = await t.connect(agent);
        await expect.poll(() => t.db.query('SELECT 1 FROM agent_tabs WHERE account_id = $1', [agent.id])).toHaveLength(1);
        await t.api(soundReady, { tabId: socket.tabId, isReady: true }, { as: agent });
        await t.api(goReady, {}, { as: agent });
        return agent;
      }),
    );
    const [ringing, talking, resting, absent] = agents;
    if (!ringing || !talking || !resting || !absent) throw new Error('too few agents');
    await t.transaction(system, (ctx) => reserveAgent(ctx, ringing.id));
    await t.transaction(system, (ctx) => setActivity(ctx, talking.id, 'talking'));
    await t.api(goOnPause, { reasonId: null }, { as: resting });
    await t.transaction(system, (ctx) => setActivity(ctx, absent.id, 'free', { reach: 'missed-call' }));
    expect(await figuresOf(queue)).toMatchObject({ ready: 1, offering: 1, talk: 1, wrapUp: 0, pause: 1, unreachable: 1 });
  });
  it('shows queues of one’s teams and one’s own, no others', async () => {
    const queue = await makeQueue();
    const outsider = await t.account();
    const seen = async (as: TestAccount) => (await t.api(op.liveSnapshot, {}, { as })).queues.map((one) => one.queueId);
    expect(await seen(outsider)).toEqual([]);
    await expect(t.api(op.countedCalls, { queueId: queue.id, number: 'offered' }, { as: outsider })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await t.api(setQueueMember, { queueId: queue.id, accountId: outsider.id, level: 1 }, { as: admin });
    expect(await seen(outsider)).toEqual([queue.id]);
    expect(await seen(leader)).toContain(queue.id);
    expect(await seen(admin)).toContain(queue.id);
  });
});

describe('live.history', () => {
  const MINUTE = 60_000;
  const historyOf = async (queue: Queue, as = leader) => {
    const { until, queues } = await t.api(op.liveHistory, {}, { as });
    const found = queues.find((one) => one.queueId === queue.id);
    if (!found) throw new Error('the queue is not on the board');
    return { until: Date.parse(until), ...found };
  };
  it('counts every minute of the last hour as the calls of that minute say, those from before it included', async () => {
    const seconds = fc.option(fc.integer({ min: 0, max: 2400 }));
    const call = fc.record({
      arrived: fc.integer({ min: 0, max: 5400 }),
      answeredAfter: seconds,
      divertedAfter: seconds,
      leftAfter: seconds,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (drawn) => {
        const queue = await makeQueue();
        const now = t.clock.now().getTime();
        const calls: { began: number; decided: number; outcome: CallOutcome | null; waitSeconds: number }[] = [];
        for (const one of drawn) {
          const seen = (after: number | null) => (after !== null && after <= one.arrived ? after : null);
          const made = {
            ...one,
            answeredAfter: seen(one.answeredAfter),
            divertedAfter: seen(one.divertedAfter),
            leftAfter: seen(one.leftAfter),
          };
          const began = now - made.arrived * 1000;
          const { outcome, decidedAfter, waitSeconds } = await insertCall(queue, made);
          calls.push({
            began,
            decided: decidedAfter === null ? Number.POSITIVE_INFINITY : began + decidedAfter * 1000,
            outcome,
            waitSeconds,
          });
        }
        const history = await historyOf(queue);
        expect(history.until).toBe(Math.floor(now / MINUTE) * MINUTE);
        const ends = Array.from({ length: HISTORY_MINUTES }, (_, index) => history.until - (HISTORY_MINUTES - 1 - index) * MINUTE);
        const count = (is: (one: (typeof calls)[number], at: number) => boolean) =>
          ends.map((at) => calls.filter((one) => is(one, at)).length);
        expect(history.waiting).toEqual(count((one, at) => one.began <= at && one.decided > at));
        expect(history.offered).toEqual(count((one, at) => one.began <= at && one.began > at - MINUTE));
        expect(history.answered).toEqual(count((one, at) => one.outcome === 'answered' && one.decided <= at));
        expect(history.abandoned).toEqual(count((one, at) => one.outcome === 'abandoned' && one.decided <= at));
        const isCounted = (outcome: CallOutcome | null) => outcome === 'answered' || outcome === 'abandoned';
        expect(history.inTime).toEqual(count((one, at) => isCounted(one.outcome) && one.waitSeconds <= 20 && one.decided <= at));
      }),
      { numRuns: 8 },
    );
  });
  it('is quiet for a queue nobody called, and shows no queue that is not one’s own', async () => {
    const queue = await makeQueue();
    const quiet = Array.from({ length: HISTORY_MINUTES }, () => 0);
    expect(await historyOf(queue)).toMatchObject({ waiting: quiet, offered: quiet, answeredWait: quiet });
    expect((await t.api(op.liveHistory, {}, { as: await t.account() })).queues).toEqual([]);
  });
});

describe('the figures feed', () => {
  it('sends a whole snapshot to the boards that watch, and to nobody else', async () => {
    const queue = await makeQueue();
    await insertCall(queue, waiting(30));
    const board = await t.connect(leader);
    const idle = await t.connect(leader);
    const outsider = await t.connect(await t.account());
    expect(await board.watch(`live:${queue.id}`)).toBe(true);
    expect(await outsider.watch(`live:${queue.id}`)).toBe(false);
    expect(await outsider.watch('live:nonsense')).toBe(false);
    await feed();
    const heard = () => board.ephemera.filter((one) => one.channel === 'figures').map((one) => one.payload);
    await expect.poll(heard).toHaveLength(1);
    expect(heard()[0]).toEqual(await figuresOf(queue));
    expect([...idle.ephemera, ...outsider.ephemera].filter((one) => one.channel === 'figures')).toEqual([]);
  });
});
