import { describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { moveCall } from '../../../shared/contract/calls.js';
import { countedCalls, liveHistory, liveSnapshot } from '../../../shared/contract/live.js';
import type { createQueue } from '../../../shared/contract/queues.js';
import type { CallerPath } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';
import type { VoiceWorld } from '../support/world.js';

const says = (text: string) => ({ text, recordingId: null });
const hangUp = (text: string): CallerPath => ({ action: 'hang-up', announcement: says(text) });
const wait = (text: string): CallerPath => ({ action: 'wait', announcement: says(text) });
const NEVER_OPEN: NonNullable<InputOf<typeof createQueue>['hours']> = [];

function otherQueue(world: VoiceWorld, fields: Partial<InputOf<typeof createQueue>>): Promise<string> {
  return world.app
    .transaction(systemActor('test'), (ctx) => makeQueue(ctx, { name: `Andere ${Math.random()}`, teamId: world.team.id, ...fields }))
    .then((queue) => queue.id);
}
/** Leads callers of the hotline elsewhere. */
function lead(world: VoiceWorld, column: 'max_wait_path' | 'closed_path' | 'full_path', path: CallerPath): Promise<unknown> {
  return world.rows(`UPDATE queues SET ${column} = $2, version = version + 1 WHERE id = $1`, [world.queueId, JSON.stringify(path)]);
}
const toQueue = (queueId: string, text: string): CallerPath => ({ action: 'queue', queueId, announcement: says(text) });
/** Everything a caller was told, in order. */
const told = (world: VoiceWorld, sid: string) =>
  world.carrier.control
    .trace()
    .filter((line) => line.callSid === sid && line.kind === 'sound' && line.detail['kind'] === 'say')
    .map((line) => line.detail['text']);

/** What the board of a queue shows of its day. */
async function counted(world: VoiceWorld, queueId: string) {
  const boss = await world.app.account({ roles: ['admin'] });
  const figures = (await world.app.api(liveSnapshot, {}, { as: boss })).queues.find((one) => one.queueId === queueId);
  if (!figures) throw new Error('the queue is not on the board');
  const { offered, answered, abandoned, shortAbandoned, flowOut, waiting, waitingNow, averageWait, serviceLevel } = figures;
  return { offered, answered, abandoned, shortAbandoned, flowOut, waiting, waitingNow, averageWait, serviceLevel };
}
const NOTHING = { offered: 0, answered: 0, abandoned: 0, shortAbandoned: 0, flowOut: 0, waiting: 0, waitingNow: 0 };

describe('a caller who flows from one queue to another', () => {
  it('is counted in both: flowed out of the first, and in the second from the moment of coming there', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const first = world.queueId;
      const other = await otherQueue(world, { waiting: null });
      await lead(world, 'max_wait_path', toQueue(other, 'Einen Augenblick.'));
      const sid = world.ring();
      await world.advance(35_000);
      expect(await counted(world, first)).toMatchObject({ ...NOTHING, offered: 1, flowOut: 1, serviceLevel: null });
      expect(await counted(world, other)).toMatchObject({ ...NOTHING, offered: 1, waiting: 1, waitingNow: 1 });
      world.queueId = other;
      const agent = await world.agent();
      await agent.answer((await world.call(sid)).id);
      await world.advance(1000);
      expect(await counted(world, first)).toMatchObject({ ...NOTHING, offered: 1, flowOut: 1 });
      const there = await counted(world, other);
      expect(there).toMatchObject({ ...NOTHING, offered: 1, answered: 1, serviceLevel: 100 });
      expect(there.averageWait).toBeLessThan(20);
      const boss = await world.app.account({ roles: ['admin'] });
      const behind = await world.app.api(countedCalls, { queueId: first, number: 'flow-out' }, { as: boss });
      expect(behind.items).toMatchObject([{ outcome: 'flow-out', agentId: null, answeredAt: null }]);
      expect(behind.items[0]?.waitSeconds).toBeCloseTo(30, -1);
      await world.advance(61_000);
      const { queues } = await world.app.api(liveHistory, {}, { as: boss });
      const course = (queueId: string) => queues.find((one) => one.queueId === queueId);
      expect([course(first)?.answered.at(-1), course(other)?.answered.at(-1)]).toEqual([0, 1]);
      expect([course(first)?.waiting.at(-1), course(other)?.waiting.at(-1)]).toEqual([0, 0]);
    }));

  it('and gives up there at once: a short abandon of the second, though the whole wait was long', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const other = await otherQueue(world, { waiting: null });
      await lead(world, 'max_wait_path', toQueue(other, ''));
      const sid = world.ring('+4915112345678', { patienceMs: 32_000 });
      await world.advance(60_000);
      expect(await world.call(sid)).toMatchObject({ outcome: 'abandoned' });
      expect(await counted(world, world.queueId)).toMatchObject({ ...NOTHING, offered: 1, flowOut: 1 });
      expect(await counted(world, other)).toMatchObject({ ...NOTHING, offered: 1, shortAbandoned: 1 });
    }));

  it('after losing the agent in the first: answered there, and one outcome of its own in the second', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const other = await otherQueue(world, { waiting: null });
      await lead(world, 'max_wait_path', toQueue(other, 'Einen Augenblick.'));
      const { agent } = await talking(world);
      await agent.crash();
      await world.advance(90_000);
      expect(await counted(world, world.queueId)).toMatchObject({ ...NOTHING, offered: 1, answered: 1 });
      expect(await counted(world, other)).toMatchObject({ ...NOTHING, offered: 1, waiting: 1, waitingNow: 1 });
    }));
});

describe('a caller who waited too long', () => {
  it('is led to another queue, hears so, and is answered there', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const other = await otherQueue(world, { waiting: null });
      await lead(world, 'max_wait_path', toQueue(other, 'Wir verbinden Sie mit der Zentrale.'));
      const sid = world.ring();
      await world.advance(35_000);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', queue_id: other, outcome: null });
      expect(told(world, sid)).toEqual(['Wir verbinden Sie mit der Zentrale.']);
      world.queueId = other;
      const agent = await world.agent();
      await agent.answer((await world.call(sid)).id);
      await world.advance(1000);
      expect((await world.call(sid)).state).toBe('TALKING');
    }));

  it('is led to a queue that is closed, and meets what anybody meets there', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const closed = await otherQueue(world, { hours: NEVER_OPEN, closedPath: hangUp('Wir haben geschlossen.') });
      await lead(world, 'max_wait_path', toQueue(closed, 'Einen Augenblick.'));
      const sid = world.ring();
      await world.advance(60_000);
      expect(told(world, sid)).toEqual(['Einen Augenblick.', 'Wir haben geschlossen.']);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'closed', queue_id: closed });
      await expectAllQuiet(world);
    }));

  it('is led on by a full queue to one that takes the call, however the two reasons differ', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const last = await otherQueue(world, { waiting: null });
      const full = await otherQueue(world, { maxWaiting: 0, fullPath: toQueue(last, 'Auch hier ist viel los.') });
      await lead(world, 'max_wait_path', toQueue(full, 'Einen Augenblick.'));
      const sid = world.ring();
      await world.advance(60_000);
      expect(told(world, sid)).toEqual(['Einen Augenblick.', 'Auch hier ist viel los.']);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', queue_id: last });
    }));

  it('though the wait ended while the fetching failed', () =>
    withWorld({ queue: { maxWaitSeconds: 10, greeting: null, waiting: null, maxWaitPath: hangUp('Zu lange.') } }, async (world) => {
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { patienceMs: 600_000 });
      await world.settle();
      world.carrier.control.fault({ kind: 'rest-500', match: { method: 'POST', path: sid }, count: 12 });
      await agent.answer((await world.call(sid)).id);
      await world.advance(60_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'max-wait' });
    }));

  it('after losing the agent: the wait is counted anew, and has its end too', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null, maxWaitPath: hangUp('Zu lange.') } }, async (world) => {
      const { agent, sid } = await talking(world);
      await world.advance(40_000);
      await agent.crash();
      await world.advance(40_000);
      expect((await world.call(sid)).state).toBe('QUEUED');
      await world.advance(30_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'answered', agent_id: agent.id });
      expect(told(world, sid)).toEqual(['Zu lange.']);
      await expectAllQuiet(world);
    }));

  it('never walks in a circle, though the paths of two queues for two reasons make one', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null } }, async (world) => {
      const full = await otherQueue(world, { maxWaiting: 0, fullPath: toQueue(world.queueId, 'Zurück.') });
      await lead(world, 'max_wait_path', toQueue(full, 'Einen Augenblick.'));
      const sid = world.ring();
      await world.advance(60_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'full' });
      await expectAllQuiet(world);
    }));

  it('is asked to wait on, and hears that', () =>
    withWorld({ queue: { maxWaitSeconds: 30, greeting: null, waiting: null, maxWaitPath: wait('Es dauert noch.') } }, async (world) => {
      const sid = world.ring();
      await world.advance(60_000);
      expect(told(world, sid)).toEqual(['Es dauert noch.']);
      expect((await world.call(sid)).state).toBe('QUEUED');
      expect(world.carrier.control.state().queues.flatMap((queue) => queue.members)).toEqual([sid]);
    }));
});

describe('a caller who comes while the queue is closed and is led to another', () => {
  it('is asked there like anybody: closed as well', () =>
    withWorld({ queue: { hours: NEVER_OPEN } }, async (world) => {
      const closed = await otherQueue(world, { hours: NEVER_OPEN, closedPath: hangUp('Auch hier ist geschlossen.') });
      await lead(world, 'closed_path', toQueue(closed, 'Hier ist geschlossen.'));
      const sid = world.ring();
      await world.advance(30_000);
      expect(told(world, sid)).toEqual(['Hier ist geschlossen.', 'Auch hier ist geschlossen.']);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'closed', queue_id: closed });
    }));
});

describe('a caller whom a supervisor moves', () => {
  it('meets what a closed queue says to anybody', () =>
    withWorld({ queue: { greeting: null, waiting: null } }, async (world) => {
      const boss = await world.app.account({ roles: ['agent', 'supervisor'], leads: [world.team] });
      const closed = await otherQueue(world, { hours: NEVER_OPEN, closedPath: hangUp('Wir haben geschlossen.') });
      const sid = world.ring();
      await world.settle();
      await world.app.api(moveCall, { callId: (await world.call(sid)).id, queueId: closed }, { as: boss });
      await world.advance(20_000);
      expect(told(world, sid)).toEqual(['Wir haben geschlossen.']);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'closed' });
    }));

  it('only goes to a queue that is in use and that the supervisor may watch', () =>
    withWorld({}, async (world) => {
      const boss = await world.app.account({ roles: ['agent', 'supervisor'], leads: [world.team] });
      const foreign = await otherQueue(world, { teamId: (await world.app.team()).id });
      const gone = await otherQueue(world, {});
      await world.rows('UPDATE queues SET is_active = false, version = version + 1 WHERE id = $1', [gone]);
      const sid = world.ring();
      await world.settle();
      const { id: callId } = await world.call(sid);
      await expect(world.app.api(moveCall, { callId, queueId: foreign }, { as: boss })).rejects.toMatchObject({
        status: expect.toSatisfy((status: number) => status === 403 || status === 404),
      });
      await expect(world.app.api(moveCall, { callId, queueId: gone }, { as: boss })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', queue_id: world.queueId });
    }));
});
