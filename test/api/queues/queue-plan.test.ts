import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { planFor, planForQueue } from '../../../server/features/queues/index.js';
import * as op from '../../../shared/contract/queues.js';
import type { Queue } from '../../../shared/models/queues.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let admin: TestAccount;
let queue: Queue;
const NUMBER = '+493023125100';
const announcement = { text: 'Ansage', recordingId: null };
const edit = async (patch: Record<string, unknown>) => {
  queue = await t.api(op.editQueue, { queueId: queue.id, version: queue.version, ...patch }, { as: admin });
};
const plan = (to = NUMBER) => t.transaction(systemActor('test'), (ctx) => planFor(ctx, to));

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin'] });
  queue = await t.api(op.createQueue, { name: 'Rechnung', teamId: (await t.team()).id, language: 'de' }, { as: admin });
  await t.api(op.createPhoneLine, { number: NUMBER, label: 'Rechnung', queueId: queue.id }, { as: admin });
});
afterAll(() => t.close());
beforeEach(() => edit({ isActive: true, hours: null, closedOn: [], timeZone: null }));

describe('planFor', () => {
  it('leads a number to its queue, with what is said there', async () => {
    const found = await plan();
    expect(found.queue?.id).toBe(queue.id);
    expect(found).toMatchObject({
      isOpen: true,
      language: 'de',
      musicUrl: '/media/hold-music.wav',
      musicSeconds: 64,
      waitingEverySeconds: 60,
    });
    expect(found.greeting).toMatchObject([{ kind: 'say', language: 'de' }]);
    expect(found.paths.nobody).toEqual({ action: 'wait', prompts: [], queueId: null, number: null });
    expect(found.queue).toMatchObject({ offerSeconds: 15, closedOn: [], serviceLevelSeconds: 20 });
    expect(found.queue?.createdAt).toBeInstanceOf(Date);
  });
  it('leads unknown numbers, and numbers whose queue was closed down, to the oldest active queue', async () => {
    expect(await plan('+4999')).toMatchObject({ lineId: null, queue: { id: queue.id } });
    const other = await t.api(op.createQueue, { name: 'Technik', teamId: queue.teamId }, { as: admin });
    await edit({ isActive: false });
    expect((await plan()).queue?.id).toBe(other.id);
    await t.api(op.editQueue, { queueId: other.id, version: 1, isActive: false }, { as: admin });
    expect(await plan()).toMatchObject({ queue: null, isOpen: false, paths: { nobody: { action: 'hang-up' } } });
  });
  it('knows the hours in the queue’s zone, else the installation’s', async () => {
    // The clock stands at Monday 23 November 2026, 08:00 UTC: nine in Berlin, three in New York.
    await edit({ hours: [{ weekday: 1, from: '09:00', to: '17:00' }] });
    expect((await plan()).isOpen).toBe(true);
    await edit({ timeZone: 'America/New_York' });
    expect((await plan()).isOpen).toBe(false);
    await edit({ timeZone: 'Asia/Kolkata' });
    expect((await plan()).isOpen).toBe(true);
  });
  it('keeps closed on holidays, and always without hours', async () => {
    await edit({ closedOn: ['2026-11-23'] });
    expect((await plan()).isOpen).toBe(false);
    await edit({ closedOn: [], hours: [] });
    expect((await plan()).isOpen).toBe(false);
  });
  it('gives paths with their targets', async () => {
    const other = await t.api(op.createQueue, { name: 'Überlauf', teamId: queue.teamId }, { as: admin });
    await edit({
      closedPath: { action: 'forward', announcement, number: '030 901820' },
      fullPath: { action: 'queue', announcement, queueId: other.id },
    });
    const { paths } = await plan();
    expect(paths.closed).toEqual({
      action: 'forward',
      prompts: [{ kind: 'say', text: 'Ansage', language: 'de' }],
      queueId: null,
      number: '+4930901820',
    });
    expect(paths.full).toMatchObject({ action: 'queue', queueId: other.id });
    const found = await t.transaction(systemActor('test'), (ctx) => planForQueue(ctx, other.id));
    expect(found?.queue?.name).toBe('Überlauf');
    expect(await t.transaction(systemActor('test'), (ctx) => planForQueue(ctx, admin.id))).toBeNull();
  });
});
