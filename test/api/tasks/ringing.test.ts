import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeTask, createTask, editTask, finishTask, getTask, takeTask } from '../../../shared/contract/tasks.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

const MINUTE = 60_000;
let test: TestApp;
let team: TestTeam;
let owner: TestAccount;
let mate: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  team = await test.team();
  owner = await test.account({ teams: [team] });
  mate = await test.account({ teams: [team] });
});
afterAll(() => test.close());

const dueIn = (minutes: number) => new Date(test.clock.now().getTime() + minutes * MINUTE).toISOString();
const make = (minutes: number, more: { remindAt?: string } = {}) =>
  test.api(createTask, { kind: 'promise', what: 'Call back', dueAt: dueIn(minutes), ...more }, { as: owner });
const now = (taskId: string) => test.api(getTask, { taskId }, { as: owner });

describe('a task rings', () => {
  it('at its hour at the owner, and passes to the team when the owner stays silent', async () => {
    const tab = await test.connect(owner);
    const mates = await test.connect(mate);
    const task = await make(30);
    await test.advance(30 * MINUTE - 1);
    expect((await now(task.id)).rangAt).toBeNull();
    await test.advance(1);
    const ring = await tab.next('task.due', (message) => message.payload.id === task.id);
    expect(ring.payload).toMatchObject({ rangAt: task.dueAt, passedAt: null });
    await test.advance(5 * MINUTE - 1);
    expect((await now(task.id)).passedAt).toBeNull();
    await test.advance(1);
    expect((await mates.next('task.passed', (message) => message.payload.id === task.id)).payload).toMatchObject({ ownerId: owner.id });
    const taken = await test.api(takeTask, { taskId: task.id, version: (await now(task.id)).version }, { as: mate });
    expect(taken).toMatchObject({ ownerId: mate.id, passedAt: null });
    tab.close();
    mates.close();
  });

  it('and stays with an owner who answers', async () => {
    const tab = await test.connect(owner);
    const task = await make(10);
    await test.advance(11 * MINUTE);
    expect(await test.api(acknowledgeTask, { taskId: task.id }, { as: owner })).toMatchObject({ seenAt: test.clock.now().toISOString() });
    await test.advance(60 * MINUTE);
    expect((await now(task.id)).passedAt).toBeNull();
    tab.close();
  });

  it('at the team at once when the owner is absent', async () => {
    const absent = await test.account({ teams: [team] });
    const mates = await test.connect(mate);
    const task = await test.api(createTask, { kind: 'task', what: 'Nobody home', dueAt: dueIn(1) }, { as: absent });
    await test.advance(MINUTE);
    const passed = await mates.next('task.passed', (message) => message.payload.id === task.id);
    expect(passed.payload).toMatchObject({ passedAt: task.dueAt, rangAt: task.dueAt });
    mates.close();
  });

  it('earlier once for its reminder, and at its hour again', async () => {
    const tab = await test.connect(owner);
    const task = await make(60, { remindAt: dueIn(45) });
    await test.advance(45 * MINUTE);
    expect((await now(task.id)).rangAt).toBe(task.remindAt);
    await test.api(acknowledgeTask, { taskId: task.id }, { as: owner });
    await test.advance(15 * MINUTE);
    expect(await now(task.id)).toMatchObject({ rangAt: task.dueAt, seenAt: null });
    await test.api(finishTask, { taskId: task.id, version: (await now(task.id)).version }, { as: owner });
    tab.close();
  });

  it('at the new hour only when it was moved, and not at all when it is done', async () => {
    const moved = await make(10);
    const done = await make(10);
    await test.api(editTask, { taskId: moved.id, version: 1, dueAt: dueIn(20) }, { as: owner });
    await test.api(finishTask, { taskId: done.id, version: 1 }, { as: owner });
    await test.advance(10 * MINUTE);
    expect((await now(moved.id)).rangAt).toBeNull();
    await test.advance(10 * MINUTE);
    expect((await now(moved.id)).rangAt).not.toBeNull();
    expect((await now(done.id)).rangAt).toBeNull();
    const left: unknown[] = await test.db.query("SELECT kind FROM deadlines WHERE kind LIKE 'task.%' AND key = $1", [done.id]);
    expect(left).toEqual([]);
  });

  it('anew after it was given another hour', async () => {
    const tab = await test.connect(owner);
    const task = await make(1);
    await test.advance(2 * MINUTE);
    const rung = await now(task.id);
    const later = await test.api(editTask, { taskId: task.id, version: rung.version, dueAt: dueIn(5) }, { as: owner });
    expect(later).toMatchObject({ rangAt: null, seenAt: null, passedAt: null });
    await test.advance(5 * MINUTE);
    expect((await now(task.id)).rangAt).toBe(later.dueAt);
    tab.close();
  });
});
