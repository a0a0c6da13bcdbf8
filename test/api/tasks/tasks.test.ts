import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { promisesFor } from '../../../server/features/tasks/index.js';
import { createCompany, createPerson } from '../../../shared/contract/people.js';
import {
  createTask,
  dropTask,
  editTask,
  finishTask,
  getTask,
  listTasks,
  reopenTask,
  takeTask,
  tasksDueNow,
} from '../../../shared/contract/tasks.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import { isGone } from '../../../shared/events/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let test: TestApp;
let team: TestTeam;
let anna: TestAccount;
let ben: TestAccount;
let outsider: TestAccount;
beforeAll(async () => {
  // Monday 23 November 2026, 09:00 in Berlin.
  test = await startTestApp();
  team = await test.team();
  anna = await test.account({ teams: [team] });
  ben = await test.account({ teams: [team] });
  outsider = await test.account({ teams: [await test.team()] });
});
afterAll(() => test.close());

const task = (what: string, more: Partial<Parameters<typeof make>[0]> = {}) => make({ kind: 'task', what, ...more });
function make(input: {
  kind: 'task' | 'promise';
  what: string;
  dueText?: string;
  dueAt?: string;
  ownerId?: string;
  teamId?: string;
  ticketId?: string;
  personId?: string;
  companyId?: string;
}) {
  return test.api(createTask, input, { as: anna });
}

describe('tasks.create', () => {
  it('is mine and my team’s unless said otherwise, due as people say it in the installation’s zone', async () => {
    const made = await task('Send the copy', { dueText: 'mo 14' });
    expect(made).toMatchObject({
      ownerId: anna.id,
      teamId: team.id,
      state: 'open',
      dueAt: '2026-11-23T13:00:00.000Z',
      duePrecision: 'minute',
      createdById: anna.id,
    });
    expect(await task('Some time', { dueText: 'KW 49 Di früh' })).toMatchObject({
      dueAt: '2026-12-01T07:00:00.000Z',
      duePrecision: 'part',
    });
    expect(await task('In English', { dueText: 'tomorrow 9' })).toMatchObject({ dueAt: '2026-11-24T08:00:00.000Z' });
    expect(await task('Some day')).toMatchObject({ dueAt: null, duePrecision: null });
  });

  it('says why a time was not understood', async () => {
    await expect(task('When?', { dueText: 'xyz' })).rejects.toMatchObject({
      status: 422,
      code: 'DUE_NOT_UNDERSTOOD',
      details: { reason: 'no-date' },
    });
  });

  it('takes person, company and team from its ticket, which must be visible', async () => {
    const personId = (await test.api(createPerson, { givenName: 'Petra', familyName: 'Kurz' }, { as: anna })).id;
    const ticket = await test.api(createTicket, { subject: 'With a task', personId }, { as: anna });
    const made = await task('For the ticket', { ticketId: ticket.id });
    expect(made).toMatchObject({ ticketId: ticket.id, personId, teamId: team.id });
    const { names } = await test.api(listTasks, { ticketId: ticket.id }, { as: anna });
    expect(names).toEqual({ [personId]: 'Petra Kurz', [ticket.id]: ticket.numberText });
    const blind = test.api(createTask, { kind: 'task', what: 'x', ticketId: ticket.id }, { as: outsider });
    await expect(blind).rejects.toMatchObject({ code: 'INVALID_REFERENCE', details: { field: 'ticket_id' } });
  });
});

describe('who may see a task', () => {
  it('is its owner, maker and team; a promise everybody, unless the team is confidential', async () => {
    const secret = await test.team({ isConfidential: true });
    const plain = await task('Plain');
    const promise = await make({ kind: 'promise', what: 'Call back' });
    const hidden = await make({ kind: 'promise', what: 'Hidden', teamId: secret.id });
    const sees = (as: TestAccount, taskId: string) =>
      test.api(getTask, { taskId }, { as }).then(
        () => true,
        () => false,
      );
    expect(await Promise.all([plain, promise, hidden].map((one) => sees(outsider, one.id)))).toEqual([false, true, false]);
    expect(await Promise.all([plain, promise, hidden].map((one) => sees(anna, one.id)))).toEqual([true, true, true]);
    expect(await sees(await test.account({ teams: [secret] }), hidden.id)).toBe(true);
    await expect(test.api(finishTask, { taskId: plain.id, version: 1 }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hears of it, and hears that it is gone when it goes', async () => {
    const [mate, other] = [await test.connect(ben), await test.connect(outsider)];
    const made = await task('Moves away');
    expect((await mate.next('task.created', (message) => message.payload.id === made.id)).payload).toEqual(made);
    const theirs = await test.api(editTask, { taskId: made.id, version: 1, ownerId: outsider.id, teamId: null }, { as: anna });
    expect((await other.next('task.changed', (message) => message.payload.id === made.id)).payload).toEqual(theirs);
    expect((await mate.next('task.changed', (message) => message.payload.id === made.id && isGone(message.payload))).payload).toMatchObject(
      { version: 2 },
    );
    expect(other.events.filter((message) => message.type === 'task.created' && message.payload.id === made.id)).toEqual([]);
  });
});

describe('the end of a task', () => {
  it('is done once, and can be taken back', async () => {
    const made = await task('Finish me');
    const done = await test.api(finishTask, { taskId: made.id, version: 1 }, { as: ben });
    expect(done).toMatchObject({ state: 'done', endedById: ben.id, endedAt: test.clock.now().toISOString() });
    expect(await test.api(finishTask, { taskId: made.id, version: 1 }, { as: anna })).toEqual(done);
    await expect(test.api(dropTask, { taskId: made.id, version: 2, reason: 'x' }, { as: anna })).rejects.toMatchObject({
      code: 'TASK_ENDED',
    });
    expect(await test.api(reopenTask, { taskId: made.id, version: 2 }, { as: anna })).toMatchObject({ state: 'open', endedAt: null });
  });

  it('is dropped with a reason', async () => {
    const made = await task('Drop me');
    const dropped = await test.api(dropTask, { taskId: made.id, version: 1, reason: 'Customer cancelled' }, { as: anna });
    expect(dropped).toMatchObject({ state: 'dropped', dropReason: 'Customer cancelled' });
    await expect(test.api(editTask, { taskId: made.id, version: 2, what: 'x' }, { as: anna })).rejects.toMatchObject({
      code: 'TASK_ENDED',
    });
  });

  it('comes when one of two takes it; the other gets STALE', async () => {
    const made = await task('Take me', { teamId: team.id });
    expect(made.ownerId).toBeNull();
    const takes = await Promise.allSettled([anna, ben].map((as) => test.api(takeTask, { taskId: made.id, version: 1 }, { as })));
    expect(takes.filter((take) => take.status === 'rejected').map((take) => take.reason as unknown)).toMatchObject([
      { code: 'STALE', details: { version: 2 } },
    ]);
  });
});

describe('lists of tasks', () => {
  it('stand by due time, those without one last, page by page', async () => {
    const me = await test.account({ teams: [team] });
    const as = me;
    const dues = ['fr 9', undefined, 'heute 17', 'di 8', undefined, 'morgen 12'];
    for (const [n, dueText] of dues.entries())
      await test.api(createTask, { kind: 'task', what: `${n}`, ...(dueText ? { dueText } : {}) }, { as });
    const order: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await test.api(listTasks, { view: 'mine', limit: 2, ...(cursor ? { cursor } : {}) }, { as });
      order.push(...page.items.map((one) => one.what));
      cursor = page.cursor;
    }
    expect(order.slice(0, 4)).toEqual(['2', '3', '5', '0']);
    expect(order.slice(4).sort()).toEqual(['1', '4']);
  });

  it('greet with what is overdue, due today and passed on', async () => {
    const me = await test.account({ teams: [team] });
    const soon = await test.api(createTask, { kind: 'task', what: 'Overdue soon', dueText: 'in 10 min' }, { as: me });
    const today = await test.api(createTask, { kind: 'task', what: 'Today', dueText: 'heute 17' }, { as: me });
    await test.api(createTask, { kind: 'task', what: 'Tomorrow', dueText: 'morgen 9' }, { as: me });
    await test.advance(11 * 60_000);
    const mine = await test.api(tasksDueNow, {}, { as: me });
    expect([mine.overdue, mine.today].map((list) => list.map((one) => one.id))).toEqual([[soon.id], [today.id]]);
    const mates = await test.api(tasksDueNow, {}, { as: ben });
    expect(mates.passed.map((one) => one.id)).toContain(soon.id);
    expect((await test.api(listTasks, { view: 'overdue' }, { as: ben })).items.map((one) => one.id)).toContain(soon.id);
  });
});

describe('promises', () => {
  it('stand on the card of their person, most overdue first, two at most, and move the person’s facts', async () => {
    const companyId = (await test.api(createCompany, { name: 'Kurz Bau GmbH' }, { as: anna })).id;
    const personId = (await test.api(createPerson, { givenName: 'Petra', familyName: 'Kurz' }, { as: anna })).id;
    const ticket = await test.api(createTicket, { subject: 'Promised', personId, companyId }, { as: anna });
    for (const dueText of ['fr 9', 'heute 12', 'do 10'])
      await make({ kind: 'promise', what: dueText, dueText, personId, ticketId: ticket.id });
    await make({ kind: 'task', what: 'No promise', dueText: 'in 5 min', personId });
    const card = await test.transaction(systemActor('test'), (ctx) => promisesFor(ctx, { personId, companyId, viewerId: outsider.id }));
    expect(card.total).toBe(3);
    expect(card.promises.map((promise) => promise.what)).toEqual(['heute 12', 'do 10']);
    expect(card.promises[0]).toMatchObject({ ownerName: anna.name, ticketNumberText: ticket.numberText });
    expect(await nextPromise(personId)).toEqual(new Date('2026-11-23T11:00:00Z'));
    const first = card.promises[0];
    if (!first) throw new Error('made above');
    await test.api(finishTask, { taskId: first.id, version: first.version }, { as: anna });
    expect(await nextPromise(personId)).toEqual(new Date('2026-11-26T09:00:00Z'));
  });
});

async function nextPromise(personId: string): Promise<Date | null> {
  const rows: { at: Date | null }[] = await test.db.query('SELECT next_promise_at AS at FROM person_facts WHERE person_id = $1', [
    personId,
  ]);
  return rows[0]?.at ?? null;
}
