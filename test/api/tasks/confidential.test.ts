import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { promisesFor } from '../../../server/features/tasks/index.js';
import { editTeam, listTeams } from '../../../shared/contract/auth.js';
import { createPerson } from '../../../shared/contract/people.js';
import { createTask, editTask, getTask, listTasks } from '../../../shared/contract/tasks.js';
import { assignTicket, createTicket, getTicket } from '../../../shared/contract/tickets.js';
import { isGone } from '../../../shared/events/index.js';
import type { Task } from '../../../shared/models/tasks.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import type { TestSocket } from '../../support/sockets.js';

let t: TestApp;
let admin: TestAccount;
let open: TestTeam;
let secret: TestTeam;
let maker: TestAccount;
let mate: TestAccount;
let keeper: TestAccount;
let outsider: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin'] });
  [open, secret] = [await t.team(), await t.team({ isConfidential: true })];
  maker = await t.account({ teams: [open] });
  mate = await t.account({ teams: [open] });
  keeper = await t.account({ teams: [secret] });
  outsider = await t.account();
});
afterAll(() => t.close());

/** A ticket of a customer of its own, so that the customer's card holds the one promise a test is about. */
async function newTicket(team: TestTeam): Promise<Ticket> {
  const { id: personId } = await t.api(createPerson, { familyName: 'Kurz' }, { as: admin });
  return t.api(createTicket, { subject: 'Matter', personId, teamId: team.id }, { as: admin });
}
const promise = (ticket: Ticket, more: { teamId?: string } = {}) =>
  t.api(createTask, { kind: 'promise', what: 'Call back', ticketId: ticket.id, ...more }, { as: maker });
const give = async (ticketId: string, team: TestTeam) => {
  const { version } = await t.api(getTicket, { ticketId }, { as: admin });
  return t.api(assignTicket, { ticketId, version, teamId: team.id }, { as: admin });
};
const sees = (as: TestAccount, task: Task) =>
  t.api(getTask, { taskId: task.id }, { as }).then(
    () => true,
    () => false,
  );
/** Who sees it: by its id, in a list, and on the caller card; the three must agree. */
async function seenBy(task: Task, people: readonly TestAccount[]): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (const as of people) {
    const one = await sees(as, task);
    const { personId } = task;
    const listed = (await t.api(listTasks, personId === null ? {} : { personId }, { as })).items.some((item) => item.id === task.id);
    const card = await t.transaction(systemActor('test'), (ctx) => promisesFor(ctx, { personId, companyId: null, viewerId: as.id }));
    expect([listed, card.total]).toEqual([one, one ? 1 : 0]);
    answers.push(one);
  }
  return answers;
}
const goneFrom = (socket: TestSocket, task: Task) =>
  socket.next('task.changed', (event) => event.payload.id === task.id && isGone(event.payload));
const arrivesAt = (socket: TestSocket, task: Task) =>
  socket.next('task.changed', (event) => event.payload.id === task.id && !isGone(event.payload));
async function setConfidential(team: TestTeam, isConfidential: boolean): Promise<void> {
  const { items } = await t.api(listTeams, {}, { as: admin });
  await t.api(editTeam, { teamId: team.id, version: items.find((one) => one.id === team.id)?.version ?? 0, isConfidential }, { as: admin });
}

describe('a promise whose ticket moves to a confidential team', () => {
  it('moves with it: everybody else but its maker and owner loses sight of it at once, and is told', async () => {
    const ticket = await newTicket(open);
    const made = await promise(ticket);
    expect(await seenBy(made, [maker, mate, outsider, keeper])).toEqual([true, true, true, true]);
    const [there, here, away] = [await t.connect(keeper), await t.connect(mate), await t.connect(outsider)];
    await give(ticket.id, secret);
    await goneFrom(here, made);
    await goneFrom(away, made);
    await arrivesAt(there, made);
    expect(await seenBy(made, [maker, mate, outsider, keeper])).toEqual([true, false, false, true]);
    await give(ticket.id, open);
    await arrivesAt(away, made);
    expect(await seenBy(made, [maker, mate, outsider])).toEqual([true, true, true]);
  });

  it('with a team of its own stays with that team and is nobody else’s', async () => {
    const ticket = await newTicket(open);
    const third = await t.team();
    const helper = await t.account({ teams: [third] });
    const made = await promise(ticket, { teamId: third.id });
    await give(ticket.id, secret);
    expect(await t.api(getTask, { taskId: made.id }, { as: helper })).toMatchObject({ teamId: third.id });
    expect(await seenBy(made, [helper, outsider, mate])).toEqual([true, false, false]);
  });

  it('is nobody else’s from birth when it is made there, and opens when it is taken off the ticket', async () => {
    const ticket = await newTicket(secret);
    const made = await t.api(createTask, { kind: 'promise', what: 'Inside', ticketId: ticket.id }, { as: keeper });
    const listener = await t.connect(outsider);
    expect(await sees(outsider, made)).toBe(false);
    const moved = await t.api(editTask, { taskId: made.id, version: made.version, ticketId: null, teamId: open.id }, { as: keeper });
    await arrivesAt(listener, moved);
    expect(await sees(outsider, made)).toBe(true);
  });
});

describe('a team that becomes confidential', () => {
  it('takes its promises and those of its tickets from everybody else’s eyes, and gives them back when it is open again', async () => {
    const team = await t.team();
    const member = await t.account({ teams: [team] });
    const made = await promise(await newTicket(open), { teamId: team.id });
    const ofTicket = await t.api(
      createTask,
      { kind: 'promise', what: 'x', ticketId: (await newTicket(team)).id, teamId: open.id },
      { as: admin },
    );
    const task = await t.api(createTask, { kind: 'task', what: 'Plain', teamId: team.id }, { as: member });
    const [away, inside] = [await t.connect(outsider), await t.connect(member)];
    await setConfidential(team, true);
    for (const one of [made, ofTicket]) await goneFrom(away, one);
    await arrivesAt(inside, made);
    expect(await Promise.all([made, ofTicket, task].map((one) => sees(outsider, one)))).toEqual([false, false, false]);
    expect(await Promise.all([made, task].map((one) => sees(member, one)))).toEqual([true, true]);
    await setConfidential(team, false);
    for (const one of [made, ofTicket]) await arrivesAt(away, one);
    expect(await Promise.all([made, ofTicket, task].map((one) => sees(outsider, one)))).toEqual([true, true, false]);
    expect(away.events.filter((event) => event.payload.id === task.id)).toEqual([]);
  });

  it('changes nothing for its tickets: nobody outside saw them before', async () => {
    const team = await t.team();
    const ticket = await newTicket(team);
    const look = () => t.api(getTicket, { ticketId: ticket.id }, { as: outsider });
    await expect(look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await setConfidential(team, true);
    await expect(look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a promise made in the moment its team becomes confidential', () => {
  it('is seen by nobody outside, whichever comes first', async () => {
    for (let round = 0; round < 5; round++) {
      const team = await t.team();
      const ticket = await newTicket(team);
      const [made] = await Promise.all([
        t.api(createTask, { kind: 'promise', what: 'Meanwhile', ticketId: ticket.id }, { as: admin }),
        setConfidential(team, true),
      ]);
      expect(await sees(outsider, made)).toBe(false);
    }
  });
});
