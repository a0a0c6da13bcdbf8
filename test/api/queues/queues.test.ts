import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdMusic } from '../../../server/features/queues/hold-music.js';
import * as op from '../../../shared/contract/queues.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let t: TestApp;
let admin: TestAccount;
let agent: TestAccount;
let leader: TestAccount;
let team: TestTeam;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  admin = await t.account({ roles: ['admin'] });
  leader = await t.account({ roles: ['supervisor'], leads: [team] });
  agent = await t.account({ teams: [team] });
});
afterAll(() => t.close());

let counter = 0;
const makeQueue = () => t.api(op.createQueue, { name: `Queue ${++counter}`, teamId: team.id }, { as: admin });
const announcement = { text: 'Guten Tag', recordingId: null };

describe('queues.create', () => {
  it('takes the product’s defaults, tells everybody and writes the audit', async () => {
    const socket = await t.connect(agent);
    const queue = await makeQueue();
    expect(queue).toMatchObject({
      offerSeconds: 15,
      serviceLevelSeconds: 20,
      serviceLevelPercent: 80,
      strategy: 'longest-idle',
      hours: null,
      version: 1,
    });
    const heard = await socket.next('queue.changed', (message) => message.payload.id === queue.id);
    expect(heard.payload).toEqual(queue);
    const audit: unknown[] = await t.db.query("SELECT 1 FROM audit WHERE entity = 'queues' AND entity_id = $1 AND action = 'created'", [
      queue.id,
    ]);
    expect(audit).toHaveLength(1);
    expect((await t.api(op.listQueues, {}, { as: agent })).items).toContainEqual(queue);
  });
  it('refuses an agent, a taken name, an unknown team, and publishes nothing', async () => {
    const { name } = await makeQueue();
    await expect(t.api(op.createQueue, { name: 'X', teamId: team.id }, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(t.api(op.createQueue, { name, teamId: team.id }, { as: admin })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(t.api(op.createQueue, { name: 'Y', teamId: agent.id }, { as: admin })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const events: unknown[] = await t.db.query("SELECT 1 FROM events WHERE type = 'queue.changed' AND payload->>'name' IN ('X', 'Y')");
    expect(events).toHaveLength(0);
  });
  it('refuses a day that is in no calendar', async () => {
    const queue = { name: `Bad ${++counter}`, teamId: team.id, closedOn: ['2026-02-29'] };
    await expect(t.api(op.createQueue, queue, { as: admin })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
  it.each([
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }],
    [
      'hours that overlap',
      {
        hours: [
          { weekday: 1, from: '08:00', to: '12:00' },
          { weekday: 1, from: '11:00', to: '13:00' },
        ],
      },
    ],
    ['hours that run backwards', { hours: [{ weekday: 1, from: '18:00', to: '08:00' }] }],
  ])('refuses %s', async (_name, settings) => {
    await expect(t.api(op.createQueue, { name: `Bad ${++counter}`, teamId: team.id, ...settings }, { as: admin })).rejects.toMatchObject({
      code: 'HOURS_NOT_UNDERSTOOD',
    });
  });
});

describe('queues.edit', () => {
  it('normalises forwarding numbers, grows the version and tells a stale editor', async () => {
    const queue = await makeQueue();
    const path = { action: 'forward', announcement, number: '030 / 901 820' } as const;
    const edited = await t.api(op.editQueue, { queueId: queue.id, version: 1, closedPath: path, maxWaiting: 5 }, { as: admin });
    expect(edited).toMatchObject({ version: 2, maxWaiting: 5, closedPath: { number: '+4930901820' } });
    await expect(t.api(op.editQueue, { queueId: queue.id, version: 1, priority: 3 }, { as: admin })).rejects.toMatchObject({
      code: 'STALE',
      details: { version: 2 },
    });
  });
  it('never forwards to an emergency number', async () => {
    const queue = await makeQueue();
    const path = { action: 'forward', announcement, number: '112' } as const;
    await expect(t.api(op.editQueue, { queueId: queue.id, version: 1, closedPath: path }, { as: admin })).rejects.toMatchObject({
      code: 'NUMBER_NOT_UNDERSTOOD',
    });
  });
  it('refuses paths that lead in a circle, also over several queues', async () => {
    const [a, b, c] = [await makeQueue(), await makeQueue(), await makeQueue()];
    const to = (queueId: string) => ({ action: 'queue', announcement, queueId }) as const;
    await t.api(op.editQueue, { queueId: a.id, version: 1, fullPath: to(b.id) }, { as: admin });
    await t.api(op.editQueue, { queueId: b.id, version: 1, fullPath: to(c.id) }, { as: admin });
    await expect(t.api(op.editQueue, { queueId: c.id, version: 1, fullPath: to(a.id) }, { as: admin })).rejects.toMatchObject({
      code: 'PATH_IN_CIRCLE',
    });
    await expect(t.api(op.editQueue, { queueId: c.id, version: 1, nobodyPath: to(c.id) }, { as: admin })).rejects.toMatchObject({
      code: 'PATH_IN_CIRCLE',
    });
    expect(await t.api(op.editQueue, { queueId: c.id, version: 1, maxWaitPath: to(a.id) }, { as: admin })).toMatchObject({ version: 2 });
  });
});

describe('queue-members.set', () => {
  it('lets the team’s supervisor arrange its own queue and no other', async () => {
    const queue = await makeQueue();
    const member = await t.api(op.setQueueMember, { queueId: queue.id, accountId: agent.id, level: 2 }, { as: leader });
    expect(member).toMatchObject({ level: 2, version: 1 });
    const moved = await t.api(op.setQueueMember, { queueId: queue.id, accountId: agent.id, level: 1 }, { as: leader });
    expect(moved).toMatchObject({ id: member.id, level: 1, version: 2 });
    const foreign = await t.api(op.createQueue, { name: `Foreign ${++counter}`, teamId: (await t.team()).id }, { as: admin });
    await expect(t.api(op.setQueueMember, { queueId: foreign.id, accountId: agent.id, level: 1 }, { as: leader })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(t.api(op.setQueueMember, { queueId: queue.id, accountId: agent.id, level: 1 }, { as: agent })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
  it('lets the new member hear the queue from then on, and no longer once taken out', async () => {
    const queue = await t.api(op.createQueue, { name: `Heard ${++counter}`, teamId: (await t.team()).id }, { as: admin });
    const newcomer = await t.account();
    const socket = await t.connect(newcomer);
    const isIn = () => t.app.deps.realtime.hasListeners(`queue:${queue.id}`);
    expect(isIn()).toBe(false);
    await t.api(op.setQueueMember, { queueId: queue.id, accountId: newcomer.id, level: 1 }, { as: admin });
    await expect.poll(isIn).toBe(true);
    await t.api(op.removeQueueMember, { queueId: queue.id, accountId: newcomer.id }, { as: admin });
    await expect.poll(isIn).toBe(false);
    socket.close();
  });
  it('makes one row of two at once, and takes it away again with a word to everybody', async () => {
    const queue = await makeQueue();
    const put = (level: number) => t.api(op.setQueueMember, { queueId: queue.id, accountId: agent.id, level }, { as: admin });
    await Promise.all([put(1), put(2), put(3)]);
    const { items } = await t.api(op.listQueueMembers, { queueId: queue.id }, { as: agent });
    expect(items).toHaveLength(1);
    const socket = await t.connect(agent);
    await t.api(op.removeQueueMember, { queueId: queue.id, accountId: agent.id }, { as: leader });
    expect((await socket.next('queue-member.removed')).payload).toMatchObject({ id: items[0]?.id });
    await expect(t.api(op.removeQueueMember, { queueId: queue.id, accountId: agent.id }, { as: leader })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('phone-lines', () => {
  it('are kept in E.164 whatever was typed, once', async () => {
    const queue = await makeQueue();
    const line = await t.api(op.createPhoneLine, { number: '030 / 23125-101', label: 'Vertrieb', queueId: queue.id }, { as: admin });
    expect(line.e164).toBe('+493023125101');
    await expect(
      t.api(op.createPhoneLine, { number: '0049 (0)30 23125101', label: '', queueId: null }, { as: admin }),
    ).rejects.toMatchObject({ code: 'NUMBER_TAKEN' });
    await expect(t.api(op.createPhoneLine, { number: 'Zentrale', label: '', queueId: null }, { as: admin })).rejects.toMatchObject({
      code: 'NUMBER_NOT_UNDERSTOOD',
    });
    const edited = await t.api(op.editPhoneLine, { lineId: line.id, version: 1, queueId: null }, { as: admin });
    expect(edited).toMatchObject({ queueId: null, version: 2, label: 'Vertrieb' });
    await t.api(op.removePhoneLine, { lineId: line.id }, { as: admin });
    expect((await t.api(op.listPhoneLines, {}, { as: agent })).items.map((item) => item.id)).not.toContain(line.id);
  });
});

describe('dispositions and pause reasons', () => {
  const label = { de: 'Gelöst', en: 'Solved' };
  it('own their digit while they are active', async () => {
    const queue = await makeQueue();
    const make = (queueId: string | null) =>
      t.api(op.createDisposition, { queueId, digit: 1, label, effect: 'solve-ticket', requires: ['note'] }, { as: admin });
    const forAll = await make(null);
    const own = await make(queue.id);
    expect(own).toMatchObject({ digit: 1, requires: ['note'], isActive: true });
    await expect(make(null)).rejects.toMatchObject({ code: 'DIGIT_TAKEN' });
    await expect(make(queue.id)).rejects.toMatchObject({ code: 'DIGIT_TAKEN' });
    await t.api(op.editDisposition, { dispositionId: forAll.id, version: 1, isActive: false }, { as: admin });
    const next = await make(null);
    await expect(t.api(op.editDisposition, { dispositionId: forAll.id, version: 2, isActive: true }, { as: admin })).rejects.toMatchObject({
      code: 'DIGIT_TAKEN',
    });
    expect((await t.api(op.listDispositions, {}, { as: agent })).items.map((item) => item.id)).toEqual(
      expect.arrayContaining([forAll.id, own.id, next.id]),
    );
  });
  it('likewise for pauses', async () => {
    const reason = await t.api(op.createPauseReason, { digit: 7, label, limitMinutes: 20 }, { as: admin });
    await expect(t.api(op.createPauseReason, { digit: 7, label, limitMinutes: null }, { as: admin })).rejects.toMatchObject({
      code: 'DIGIT_TAKEN',
    });
    expect(await t.api(op.editPauseReason, { reasonId: reason.id, version: 1, limitMinutes: null }, { as: admin })).toMatchObject({
      limitMinutes: null,
      version: 2,
    });
    expect((await t.api(op.listPauseReasons, {}, { as: agent })).items).toHaveLength(1);
  });
});

describe('recordings.upload', () => {
  it('keeps a WAV and serves it to the carrier without a session', async () => {
    const content = holdMusic().subarray(0, 16_058);
    const recording = await t.api(op.uploadRecording, { name: 'Begrüßung', content: content.toString('base64') }, { as: admin });
    expect(recording).toMatchObject({ mediaType: 'audio/wav', bytes: content.length });
    const served = await fetch(`${t.url}/media/${recording.id}`);
    expect(served.headers.get('content-type')).toContain('audio/wav');
    expect(Buffer.from(await served.arrayBuffer()).equals(content)).toBe(true);
    const music = await fetch(`${t.url}/media/hold-music.wav`);
    expect(music.status).toBe(200);
    await music.body?.cancel();
    expect((await fetch(`${t.url}/media/${agent.id}`)).status).toBe(404);
    expect((await fetch(`${t.url}/media/..%2F..%2Fetc%2Fpasswd`)).status).toBe(404);
  });
  it('refuses what is no sound', async () => {
    const content = Buffer.from('<script>').toString('base64');
    await expect(t.api(op.uploadRecording, { name: 'x', content }, { as: admin })).rejects.toMatchObject({ code: 'NOT_A_RECORDING' });
  });
});
