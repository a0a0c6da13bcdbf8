import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { moveForMail } from '../../../server/features/tickets/index.js';
import { createMailbox } from '../../../shared/contract/mail.js';
import { createPerson } from '../../../shared/contract/people.js';
import { createTask, listTasks } from '../../../shared/contract/tasks.js';
import { addTicketLink } from '../../../shared/contract/ticket-links.js';
import { likeTickets, mergeTicket, previewMerge, ticketMoves, undoMove } from '../../../shared/contract/ticket-moves.js';
import {
  addNote,
  assignTicket,
  closeTicket,
  createTicket,
  editTicket,
  findByNumber,
  followTicket,
  getTicket,
  listTickets,
  ticketHistory,
} from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { makeLeftCall, type TestAccount, type TestTeam } from '../../support/factories.js';
import { type Gateway, openGateway } from '../../support/mail.js';

let t: TestApp;
let team: TestTeam;
let anna: TestAccount;
let admin: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  anna = await t.account({ teams: [team] });
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
  await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: team.id }, { as: admin });
});
afterAll(() => t.close());

const make = (subject: string, more: { text?: string; teamId?: string } = {}, as: TestAccount = anna) =>
  t.api(createTicket, { subject, ...more }, { as });
const makeLine = () => t.transaction(systemActor('test'), async (ctx) => (await makeQueue(ctx, { name: 'Line', teamId: team.id })).id);
const get = (ticketId: string, as: TestAccount = anna) => t.api(getTicket, { ticketId }, { as });
const merge = (from: Ticket, into: Ticket, as: TestAccount = anna) => t.api(mergeTicket, { ticketId: from.id, intoId: into.id }, { as });
async function said(ticketId: string, as: TestAccount = anna) {
  const { items, origins } = await t.api(ticketHistory, { ticketId }, { as });
  return {
    texts: items.flatMap((item) => (item.kind === 'message' ? [item.message.text] : [])),
    origins: items.flatMap((item) => (item.kind === 'message' ? [origins[item.message.id] ?? null] : [])),
    actions: items.flatMap((item) =>
      item.kind === 'change' && item.change.fields['ticket'] ? [[item.change.action, item.change.fields['ticket']]] : [],
    ),
  };
}
async function leadsTo(number: string, as: TestAccount = anna): Promise<string> {
  const found = await t.api(findByNumber, { number }, { as });
  return found.leadsTo === 'ticket' ? found.ticket.id : found.callId;
}

describe('tickets.merge', () => {
  it('moves what was said and is to be done, keeps both numbers and says it on both sides; undoing gives everything back', async () => {
    const into = await make('Delivery late', { text: 'First' });
    await t.advance(1000);
    const from = await make('Where is it?', { text: 'Second' });
    const task = await t.api(createTask, { kind: 'task', what: 'Ask the carrier', ticketId: from.id }, { as: anna });
    const { callId } = await makeLeftCall(t.transaction, { queueId: await makeLine() });
    await t.db.query('UPDATE calls SET ticket_id = $2, version = version + 1 WHERE id = $1', [callId, from.id]);
    const edited = await t.api(editTicket, { ticketId: from.id, version: from.version, priority: 1, tags: ['late'] }, { as: anna });
    const before = { from: edited, into: await get(into.id) };

    const preview = await t.api(previewMerge, { ticketId: from.id, intoId: into.id }, { as: anna });
    expect(preview).toMatchObject({
      moving: { messages: 1, contacts: 0, tasks: 1, calls: 1 },
      losingTeamId: null,
      losing: [],
      refusal: null,
    });
    const move = await merge(from, into);
    const after = await get(into.id);
    expect(after).toEqual({ ...preview.after, version: after.version, updatedAt: after.updatedAt });
    expect(after).toMatchObject({ priority: 1, tags: ['late'], subject: 'Delivery late' });
    expect(await get(from.id)).toMatchObject({ status: 'closed', mergedIntoId: into.id });
    expect(await said(into.id)).toEqual({
      texts: ['First', 'Second'],
      origins: [null, from.numberText],
      actions: [['merged-from', [null, from.numberText]]],
    });
    expect(await said(from.id)).toEqual({ texts: [], origins: [], actions: [['merged-into', [null, into.numberText]]] });
    expect([await leadsTo(from.number), await leadsTo(into.number)]).toEqual([into.id, into.id]);
    const ticketOf = async (id: string) =>
      (await t.db.query<{ id: string }[]>('SELECT ticket_id AS id FROM calls WHERE id = $1', [id]))[0]?.id;
    const tasks = async (ticketId: string) => (await t.api(listTasks, { view: 'all', ticketId }, { as: anna })).items.map(({ id }) => id);
    expect([await tasks(from.id), await tasks(into.id), await ticketOf(callId)]).toEqual([[], [task.id], into.id]);
    const list = (search: string) => t.api(listTickets, { search, status: ['new', 'open', 'closed'] }, { as: anna });
    expect([(await list(from.number)).items, (await list('Where is it?')).items].map((items) => items.map(({ id }) => id))).toEqual([
      [into.id],
      [into.id],
    ]);
    const shown = await t.api(ticketMoves, { ticketId: from.id }, { as: anna });
    expect(shown).toMatchObject({ now: { id: into.id, subject: 'Delivery late' }, items: [{ move: { id: move.id }, canUndo: true }] });

    const undone = await t.api(undoMove, { moveId: move.id }, { as: anna });
    expect(await t.api(undoMove, { moveId: move.id }, { as: anna })).toEqual(undone);
    const plain = ({ version: _version, updatedAt: _updatedAt, ...rest }: Ticket) => rest;
    expect([plain(await get(from.id)), plain(await get(into.id))]).toEqual([plain(before.from), plain(before.into)]);
    expect([(await said(from.id)).texts, (await said(into.id)).texts]).toEqual([['Second'], ['First']]);
    expect((await said(from.id)).origins).toEqual([null]);
    expect([await tasks(from.id), await tasks(into.id), await ticketOf(callId)]).toEqual([[task.id], [], from.id]);
    expect([await leadsTo(from.number), await leadsTo(into.number)]).toEqual([from.id, into.id]);
  });

  it('keeps receiving: a mail that answers the old one, a note and an edit of somebody who still looks at it', async () => {
    const first = await gateway.deliver({ id: 'first@kunde.example', subject: 'Invoice' });
    const second = await gateway.deliver({ id: 'second@kunde.example', subject: 'Invoice again' });
    const [into, from] = [await get(await leadsTo(first.ticket ?? '')), await get(await leadsTo(second.ticket ?? ''))];
    const move = await merge(from, into);
    const answer = await gateway.deliver({ inReplyTo: 'second@kunde.example', subject: 'Re: Invoice again', text: 'Any news?' });
    expect(answer).toMatchObject({ outcome: 'appended', ticket: into.number, joinedBy: 'references' });
    const quoting = await gateway.deliver({ subject: `[${from.numberText}] still waiting`, text: 'Hello?' });
    expect(quoting).toMatchObject({ outcome: 'appended', ticket: into.number, joinedBy: 'ticket-number' });
    expect((await t.api(addNote, { ticketId: from.id, text: 'For the old one' }, { as: anna })).ticketId).toBe(into.id);
    // What was decided before the merge and comes after it: a mail whose ticket was chosen a moment ago.
    const late = await t.transaction(systemActor('test'), (ctx) => moveForMail(ctx, from.id, 'speaks'));
    expect(late.ticket.id).toBe(into.id);
    const merged = { code: 'TICKET_MERGED', status: 409 };
    await expect(t.api(assignTicket, { ticketId: from.id, version: 99, ownerId: anna.id }, { as: anna })).rejects.toMatchObject(merged);
    await expect(t.api(closeTicket, { ticketId: from.id, version: 99, as: 'solved' }, { as: anna })).rejects.toMatchObject(merged);
    await expect(t.api(undoMove, { moveId: move.id }, { as: anna })).rejects.toMatchObject({ code: 'MOVE_SETTLED', status: 409 });
    expect((await t.api(ticketMoves, { ticketId: into.id }, { as: anna })).items).toMatchObject([{ canUndo: false }]);
  });

  it('follows a chain to its end, and refuses a merged ticket on either side', async () => {
    const [a, b, c] = [await make('A', { text: 'a' }), await make('B', { text: 'b' }), await make('C', { text: 'c' })];
    await merge(a, b);
    await t.advance(1000);
    await merge(b, c);
    expect([await leadsTo(a.number), await leadsTo(b.number)]).toEqual([c.id, c.id]);
    expect(new Set((await said(c.id)).origins)).toEqual(new Set([a.numberText, b.numberText, null]));
    expect((await t.api(addNote, { ticketId: a.id, text: 'late' }, { as: anna })).ticketId).toBe(c.id);
    const now = { code: 'TICKET_MERGED', details: { ticketId: c.id } };
    await expect(merge(c, a)).rejects.toMatchObject(now);
    await expect(merge(a, c)).rejects.toMatchObject(now);
    await expect(merge(c, c)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('lets one of two crossing merges win, and loses nothing that is written meanwhile', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await make('Cross A', { text: 'a' }), await make('Cross B', { text: 'b' })];
      const [one, other, note] = await Promise.allSettled([
        merge(a, b),
        merge(b, a),
        t.api(addNote, { ticketId: a.id, text: 'meanwhile' }, { as: anna }),
      ]);
      expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
      const lost = one.status === 'rejected' ? one : other;
      expect(lost).toMatchObject({ reason: { code: 'TICKET_MERGED' } });
      expect(note.status).toBe('fulfilled');
      const whole = one.status === 'fulfilled' ? b : a;
      expect((await said(whole.id)).texts.sort()).toEqual(['a', 'b', 'meanwhile']);
    }
  });

  it('never shows what a confidential team wrote to others', async () => {
    const works = await t.team({ isConfidential: true });
    const insider = await t.account({ teams: [works, team] });
    const outsider = await t.account({ teams: [team] });
    const secret = await make('Works council', { text: 'secret', teamId: works.id }, insider);
    const open = await make('Canteen', { text: 'open', teamId: team.id }, insider);
    const widens = { code: 'MERGE_WIDENS', status: 409 };
    await expect(merge(secret, open, insider)).rejects.toMatchObject(widens);
    expect((await t.api(previewMerge, { ticketId: secret.id, intoId: open.id }, { as: insider })).refusal).toBe('MERGE_WIDENS');
    // Another ticket of the same team that an outsider follows would show it to that one.
    const shared = await make('Shared', { teamId: works.id }, insider);
    await t.api(followTicket, { ticketId: shared.id, accountId: outsider.id }, { as: insider });
    await expect(merge(secret, shared, insider)).rejects.toMatchObject(widens);
    // The other way round is narrower: who took part in the open one does not come to see the confidential one by it.
    await t.api(followTicket, { ticketId: open.id, accountId: outsider.id }, { as: insider });
    const socket = await t.connect(outsider);
    const move = await merge(open, secret, insider);
    expect((await get(secret.id, insider)).followerIds).not.toContain(outsider.id);
    await expect(get(secret.id, outsider)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(t.api(findByNumber, { number: open.number }, { as: outsider })).rejects.toMatchObject({ code: 'UNKNOWN_NUMBER' });
    expect((await t.api(ticketHistory, { ticketId: open.id }, { as: outsider })).items.filter(({ kind }) => kind === 'message')).toEqual(
      [],
    );
    expect((await t.api(ticketMoves, { ticketId: open.id }, { as: outsider })).now).toMatchObject({ id: secret.id, subject: null });
    await expect(t.api(addNote, { ticketId: open.id, text: 'x' }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(t.api(undoMove, { moveId: move.id }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await t.settle();
    expect(socket.events.filter((event) => JSON.stringify(event).includes('Works council'))).toEqual([]);
    await expect(merge(open, shared, outsider)).rejects.toMatchObject({ code: 'TICKET_MERGED' });
    await expect(merge(await make('Mine'), secret, outsider)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('tickets.like', () => {
  it('finds what is perhaps the same, with the reasons, and nothing the reader may not see', async () => {
    const person = await t.api(createPerson, { familyName: 'Kurz', givenName: 'Petra' }, { as: anna });
    const twin = await t.api(createPerson, { familyName: 'Kurz', givenName: 'Petra' }, { as: anna });
    const of = (personId: string, subject: string, more: { teamId?: string } = {}, as: TestAccount = anna) =>
      t.api(createTicket, { subject, personId, ...more }, { as });
    const old = await of(person.id, 'Pump broken since March');
    await t.db.query('UPDATE tickets SET active_at = active_at - $2::interval, version = version + 1 WHERE id = $1', [old.id, '10 days']);
    const hidden = await of(person.id, 'Pump broken', { teamId: (await t.team()).id }, admin);
    const other = await of(person.id, 'Invoice of last year');
    const namesake = await of(twin.id, 'Pump still broken');
    const apart = await of(person.id, 'Pump broken in the cellar');
    const mine = await of(person.id, 'Pump broken again');
    await t.api(addTicketLink, { ticketId: mine.id, otherId: apart.id, as: 'related' }, { as: anna });
    const { items } = await t.api(likeTickets, { ticketId: mine.id }, { as: anna });
    const reasons = new Map(items.map(({ ticket, reasons: why }) => [ticket.id, why]));
    expect(items[0]?.reasons).toContain('similar-subject');
    expect(reasons.get(old.id)).toEqual(['same-person', 'similar-subject']);
    expect(reasons.get(other.id)).toEqual(['same-person', 'near-in-time']);
    expect(reasons.get(namesake.id)).toEqual(['same-name', 'similar-subject', 'near-in-time']);
    expect(reasons.has(hidden.id)).toBe(false);
    expect(reasons.has(mine.id)).toBe(false);
    expect(reasons.has(apart.id)).toBe(false);
  });
});
