import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { newId } from '../../../server/core/id.js';
import { CallEntity } from '../../../server/features/calls/call.entity.js';
import { withCall } from '../../../server/features/calls/call-work.js';
import { noteLostCall } from '../../../server/features/calls/lost/note-lost-call.command.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { listCalls } from '../../../shared/contract/calls.js';
import { closeLostCall, listLostCalls } from '../../../shared/contract/lost-calls.js';
import { isGone } from '../../../shared/events/index.js';
import type { LostCall } from '../../../shared/models/calls.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { makeLeftCall, type TestAccount, type TestTeam } from '../../support/factories.js';
import type { TestSocket } from '../../support/sockets.js';

let t: TestApp;
let team: TestTeam;
let anna: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  anna = await t.account({ teams: [team] });
});
afterAll(() => t.close());

const queueOf = (of: TestTeam) =>
  t.transaction(systemActor('test'), async (ctx) => (await makeQueue(ctx, { name: `Queue ${newId()}`, teamId: of.id })).id);
async function leave(options: Parameters<typeof makeLeftCall>[1]): Promise<string> {
  const { callId } = await makeLeftCall(t.transaction, options);
  await t.transaction(systemActor('test'), (ctx) => withCall(ctx, callId, noteLostCall));
  return callId;
}
async function all<Item>(page: (cursor: string | undefined) => Promise<{ items: Item[]; cursor: string | null }>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const one = await page(cursor);
    items.push(...one.items);
    cursor = one.cursor;
    expect(items.length).toBeLessThan(100);
  }
  return items;
}
const heard = (socket: TestSocket, lost: LostCall | undefined) =>
  socket.events.filter((event) => event.type === 'lost-call.changed' && event.payload.id === lost?.id);

describe('a caller who was lost in one queue and then in another', () => {
  it('is the second queue’s to call back; the first one hears that it is gone', async () => {
    const [other, from] = [await t.team(), '+4915100000101'];
    const bert = await t.account({ teams: [other] });
    const [here, there] = [await t.connect(anna), await t.connect(bert)];
    const [first, second] = [await queueOf(team), await queueOf(other)];
    // A new queue is a new room: only who sits in it hears what comes next.
    await t.settle();
    await leave({ queueId: first, from });
    await t.settle();
    const lost = (await t.api(listLostCalls, {}, { as: anna })).items.find((one) => one.from?.e164 === from);
    await leave({ queueId: second, from });
    await there.next('lost-call.changed', (event) => event.payload.id === lost?.id);
    const gone = await here.next('lost-call.changed', (event) => event.payload.id === lost?.id && isGone(event.payload));
    expect(gone.payload).toEqual({ id: lost?.id, version: 2, gone: true });
    expect((await t.api(listLostCalls, {}, { as: anna })).items.map((one) => one.id)).not.toContain(lost?.id);
    expect((await t.api(listLostCalls, {}, { as: bert })).items.find((one) => one.id === lost?.id)).toMatchObject({ calls: 2 });
  });

  it('stays the queue’s when the later call reached none', async () => {
    const [queueId, from] = [await queueOf(team), '+4915100000102'];
    await leave({ queueId, from });
    await leave({ queueId: null, from });
    const lost = (await t.api(listLostCalls, { queueId }, { as: anna })).items;
    expect(lost).toMatchObject([{ queueId, calls: 2 }]);
  });
});

describe('a caller who reached no queue', () => {
  it('is seen, heard and settled by those who lead, and by nobody else', async () => {
    const people = {
      agent: await t.account({ teams: [team] }),
      supervisor: await t.account({ roles: ['agent', 'supervisor'] }),
      admin: await t.account({ roles: ['admin'] }),
    };
    const sockets = {
      agent: await t.connect(people.agent),
      supervisor: await t.connect(people.supervisor),
      admin: await t.connect(people.admin),
    };
    await leave({ queueId: null, from: '+4915100000103' });
    await t.settle();
    const find = async (as: TestAccount) =>
      (await t.api(listLostCalls, { limit: 100 }, { as })).items.find((one) => one.from?.e164 === '+4915100000103');
    const [lost, none] = [await find(people.supervisor), await find(people.agent)];
    expect([lost?.queueId, none]).toEqual([null, undefined]);
    expect(await find(people.admin)).toEqual(lost);
    const settle = (as: TestAccount) =>
      t.api(closeLostCall, { lostCallId: lost?.id ?? '', version: lost?.version ?? 0, how: 'dropped', reason: 'Wrong number' }, { as });
    await expect(settle(people.agent)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await settle(people.supervisor)).toMatchObject({ state: 'dropped' });
    await sockets.supervisor.next('lost-call.changed', (event) => event.payload.version === 2);
    await sockets.admin.next('lost-call.changed', (event) => event.payload.version === 2);
    await t.settle();
    expect([heard(sockets.agent, lost).length, heard(sockets.supervisor, lost).length, heard(sockets.admin, lost).length]).toEqual([
      0, 2, 2,
    ]);
  });
});

describe('lists of calls and of lost calls', () => {
  it('show each once, newest first, however many came in the same instant, page by page', async () => {
    const [queueId, at] = [await queueOf(team), t.clock.now()];
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.push(await leave({ queueId, at: n < 5 ? at : new Date(at.getTime() + n), from: `+49151000002${n}0` }));
    const expected = await t.db
      .getRepository(CallEntity)
      .find({ where: { queueId }, order: { arrivedAt: 'DESC', id: 'DESC' } })
      .then((calls) => calls.map((call) => call.id));
    expect(expected.toSorted()).toEqual(ids.toSorted());
    const calls = await all((cursor) => t.api(listCalls, { queueId, limit: 2, ...(cursor ? { cursor } : {}) }, { as: anna }));
    expect(calls.map((call) => call.id)).toEqual(expected);
    const lost = await all((cursor) => t.api(listLostCalls, { queueId, limit: 2, ...(cursor ? { cursor } : {}) }, { as: anna }));
    expect(lost.map((one) => one.lastCallId).toSorted()).toEqual(ids.toSorted());
    expect(lost.map((one) => one.lastAt)).toEqual(
      lost
        .map((one) => one.lastAt)
        .toSorted()
        .toReversed(),
    );
  });

  it.each(['2026-11-23T08:00:00.000Z_x', 'W10', '', "' OR 1=1"])('refuse the cursor %j of no list', async (cursor) => {
    for (const list of [listCalls, listLostCalls])
      await expect(t.api(list, { cursor }, { as: anna })).rejects.toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  });
});
