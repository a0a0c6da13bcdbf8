import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editTickets, listTicketEdits, undoTicketEdit } from '../../../shared/contract/ticket-edits.js';
import { addNote, assignTicket, createTicket, editTicket, findByNumber, getTicket, listTickets } from '../../../shared/contract/tickets.js';
import { MOST_AT_ONCE, type TicketBulkChange } from '../../../shared/models/ticket-edits.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import { openGateway } from '../../support/mail.js';

let t: TestApp;
let team: TestTeam;
let other: TestTeam;
let anna: TestAccount;
let ben: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  [team, other] = [await t.team(), await t.team()];
  anna = await t.account({ teams: [team] });
  ben = await t.account({ teams: [other] });
});
afterAll(() => t.close());

const make = (subject: string, more: object = {}, as = anna) => t.api(createTicket, { subject, tags: ['old'], ...more }, { as });
const many = (tickets: readonly Ticket[], change: TicketBulkChange) =>
  t.api(editTickets, { tickets: tickets.map(({ id, version }) => ({ ticketId: id, version })), change }, { as: anna });
const now = (ticket: Ticket) => t.api(getTicket, { ticketId: ticket.id }, { as: anna });

describe('tickets.edit-many', () => {
  it('changes what can be changed, says what cannot, and publishes each ticket', async () => {
    const [a, b, c, d] = [await make('A'), await make('B'), await make('C', { priority: 1 }), await make('D', { teamId: other.id }, ben)];
    const moved = await t.api(editTicket, { ticketId: b.id, version: b.version, subject: 'B, anew' }, { as: anna });
    const socket = await t.connect(anna);
    await t.settle();
    const answer = await many([a, b, c, d], { priority: 1, ownerId: anna.id, addTags: ['new'], removeTags: ['old'] });
    expect(answer.refused).toEqual([
      { ticketId: b.id, numberText: moved.numberText, code: 'STALE' },
      { ticketId: d.id, numberText: null, code: 'NOT_FOUND' },
    ]);
    expect(answer).toMatchObject({ edit: { count: 2 }, same: 0 });
    expect((await socket.next('ticket.changed', ({ payload }) => payload.id === c.id)).payload).toMatchObject({
      tags: ['new'],
      status: 'open',
    });
    expect(await now(a)).toMatchObject({ priority: 1, ownerId: anna.id, tags: ['new'], status: 'open', version: a.version + 1 });
    expect(await now(b)).toEqual(moved);
    expect(await many([await now(a)], { priority: 1 })).toMatchObject({ edit: null, same: 1, refused: [] });
  });

  it('takes back what nobody changed since, once; and only for whoever did it, for a day', async () => {
    const tickets = [await make('E'), await make('F'), await make('G')];
    const { edit } = await many(tickets, { status: 'closed', priority: 2, addTags: ['x'], follow: true });
    const [e, f, g] = await Promise.all(tickets.map(now));
    if (!edit || !e || !f || !g) throw new Error('made above');
    expect(e).toMatchObject({ status: 'closed', followerIds: [anna.id], tags: ['old', 'x'] });
    await t.api(editTicket, { ticketId: f.id, version: f.version, priority: 4, tags: ['x', 'y'] }, { as: anna });
    const undo = (as: TestAccount) => t.api(undoTicketEdit, { editId: edit.id }, { as });
    await expect(undo(ben)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await undo(anna)).toMatchObject({ done: 3, kept: [{ ticketId: f.id, numberText: f.numberText, code: 'STALE' }] });
    expect(await now(e)).toMatchObject({ status: 'new', endedAt: null, priority: 3, tags: ['old'], followerIds: [] });
    expect(await now(f)).toMatchObject({ status: 'new', priority: 4, tags: ['y'] });
    expect(await undo(anna)).toMatchObject({ done: 0, kept: [] });
    expect((await t.api(listTicketEdits, {}, { as: anna })).items.find(({ id }) => id === edit.id)?.undoneAt).toEqual(expect.any(String));
    const { edit: late } = await many([await now(g)], { priority: 1 });
    await t.db.query("UPDATE ticket_edits SET created_at = created_at - interval '25 hours', version = version + 1 WHERE id = $1", [
      late?.id,
    ]);
    await expect(t.api(undoTicketEdit, { editId: late?.id ?? '' }, { as: anna })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('brings back what it put out of sight, but touches nothing that others have moved on', async () => {
    const [h, i] = [await make('H'), await make('I')];
    const { edit } = await many([h, i], { teamId: other.id, priority: 1 });
    await expect(now(h)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const third = await t.team();
    await t.api(assignTicket, { ticketId: i.id, version: i.version + 1, teamId: third.id }, { as: ben });
    expect(await t.api(undoTicketEdit, { editId: edit?.id ?? '' }, { as: anna })).toMatchObject({
      done: 1,
      kept: [{ ticketId: i.id, numberText: null }],
    });
    expect(await now(h)).toMatchObject({ teamId: team.id, priority: 3 });
    expect(await t.db.query('SELECT priority FROM tickets WHERE id = $1', [i.id])).toEqual([{ priority: 1 }]);
  });

  it('never fetches back, with what they wrote on it, a ticket others have worked on out of sight', async () => {
    const ticket = await make('J');
    const { edit } = await many([ticket], { teamId: other.id });
    await t.api(addNote, { ticketId: ticket.id, text: 'Among ourselves' }, { as: ben });
    expect(await t.api(undoTicketEdit, { editId: edit?.id ?? '' }, { as: anna })).toMatchObject({
      done: 0,
      kept: [{ ticketId: ticket.id, numberText: null }],
    });
    await expect(now(ticket)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('puts an hour back with the deadline that keeps it, and none onto a ticket that is open again', async () => {
    const [monday, tuesday] = ['2099-01-05T08:00:00.000Z', '2099-01-06T08:00:00.000Z'];
    const plan = (plannedFor: string) => ({ status: 'planned', plannedFor }) as const;
    const tickets = [await make('K'), await make('L')];
    await many(tickets, plan(monday));
    const [k, l] = await Promise.all(tickets.map(now));
    if (!k || !l) throw new Error('made above');
    const { edit } = await many([k, l], plan(tuesday));
    await t.api(editTicket, { ticketId: l.id, version: (await now(l)).version, status: 'open' }, { as: anna });
    expect(await t.api(undoTicketEdit, { editId: edit?.id ?? '' }, { as: anna })).toMatchObject({ done: 1, kept: [{ ticketId: l.id }] });
    expect(await now(k)).toMatchObject({ status: 'planned', plannedFor: monday });
    expect(await now(l)).toMatchObject({ status: 'open', plannedFor: null });
    const due: { dueAt: Date }[] = await t.db.query(`SELECT due_at AS "dueAt" FROM deadlines WHERE kind = 'ticket.planned' AND key = $1`, [
      k.id,
    ]);
    expect(due.map(({ dueAt }) => dueAt.toISOString())).toEqual([monday]);
  });

  it('leaves no thanks unseen on a ticket it opens again', async () => {
    const admin = await t.account({ roles: ['admin', 'agent'], teams: [team] });
    const gateway = await openGateway(t, admin);
    const first = await gateway.deliver({ id: 'order@kunde.example', text: 'Wo bleibt die Ware?' });
    const found = await t.api(findByNumber, { number: first.ticket ?? '' }, { as: admin });
    const id = found.leadsTo === 'ticket' ? found.ticket.id : '';
    const see = () => t.api(getTicket, { ticketId: id }, { as: admin });
    const tickets = [{ ticketId: id, version: (await see()).version }];
    const { edit } = await t.api(editTickets, { tickets, change: { status: 'closed' } }, { as: admin });
    const thanks = await gateway.deliver({ id: 'thanks@kunde.example', text: 'Vielen Dank!', references: ['order@kunde.example'] });
    expect([thanks.ticket, (await see()).quietReplies]).toEqual([first.ticket, 1]);
    expect(await t.api(undoTicketEdit, { editId: edit?.id ?? '' }, { as: admin })).toMatchObject({ done: 1, kept: [] });
    expect(await see()).toMatchObject({ status: 'new', quietReplies: 0 });
  });

  it('goes on in portions that are one change and go back as one, the last first; two at once lose nothing', async () => {
    const made = await Promise.all(Array.from({ length: MOST_AT_ONCE + 2 }, (_one, at) => make(`Crowd ${at}`, { tags: ['crowd'] })));
    await expect(many(made, { priority: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const contested = made.slice(0, MOST_AT_ONCE);
    const both = await Promise.all([many(contested, { kind: 'praise' }), many([...contested].reverse(), { addTags: ['both'] })]);
    expect(both.map(({ edit, refused }) => [edit?.count ?? 0, refused.length]).sort()).toEqual([
      [0, MOST_AT_ONCE],
      [MOST_AT_ONCE, 0],
    ]);
    const crowd = await Promise.all(made.map(now));
    const [most, rest] = [crowd.slice(0, MOST_AT_ONCE), crowd.slice(MOST_AT_ONCE)];
    const named = (tickets: readonly Ticket[]) => tickets.map(({ id, version }) => ({ ticketId: id, version }));
    const change = { priority: 1 };
    const { edit: first } = await many(most, change);
    const editId = first?.id ?? '';
    const onto = (tickets: readonly Ticket[], more: object = {}, as = anna) =>
      t.api(editTickets, { tickets: named(tickets), change, onto: editId, ...more }, { as });
    await expect(onto(rest, {}, ben)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(onto(most.slice(0, 1))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(onto(rest, { change: { priority: 2 } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const { edit } = await onto(rest);
    expect(edit).toMatchObject({ id: editId, count: MOST_AT_ONCE + 2 });
    const undo = () => t.api(undoTicketEdit, { editId }, { as: anna });
    expect(await undo()).toMatchObject({ done: MOST_AT_ONCE, kept: [], isMore: true, edit: { undoneAt: null } });
    expect(await now(crowd[0] as Ticket)).toMatchObject({ priority: 1 });
    await expect(onto(rest)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await undo()).toMatchObject({ done: 2, kept: [], isMore: false, edit: { undoneAt: expect.any(String) } });
    const { items } = await t.api(listTickets, { tag: 'crowd', limit: 200 }, { as: anna });
    expect(items.map((one) => one.priority)).toEqual(crowd.map(() => 3));
  });

  it('changes nothing at all with a wrong name, and says what makes no sense', async () => {
    const ticket = await make('Alone');
    await expect(many([ticket], { reasonId: '0193a000-0000-7000-8000-000000000000', priority: 1 })).rejects.toMatchObject({
      code: 'INVALID_REFERENCE',
    });
    for (const change of [{}, { status: 'planned' }, { plannedFor: '2099-01-01T00:00:00Z' }] as const)
      await expect(many([ticket], change)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await now(ticket)).toEqual(ticket);
  });
});
