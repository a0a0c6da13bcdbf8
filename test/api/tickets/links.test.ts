import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTicketLink, removeTicketLink, ticketLinks } from '../../../shared/contract/ticket-links.js';
import { mergeTicket, undoMove } from '../../../shared/contract/ticket-moves.js';
import { createTicket, ticketHistory } from '../../../shared/contract/tickets.js';
import type { LinkedTicket } from '../../../shared/models/ticket-links.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let anna: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  anna = await t.account({ teams: [await t.team()] });
});
afterAll(() => t.close());

const make = (subject: string) => t.api(createTicket, { subject }, { as: anna });
const link = (one: Ticket, other: Ticket, as: 'related' | 'child' | 'parent') =>
  t.api(addTicketLink, { ticketId: one.id, otherId: other.id, as }, { as: anna });
const subjects = (list: readonly LinkedTicket[]) => list.map(({ ticket }) => ticket.subject).sort();
async function look(ticket: Ticket) {
  const { parent, children, related } = await t.api(ticketLinks, { ticketId: ticket.id }, { as: anna });
  return { parent: parent?.ticket.subject ?? null, children: subjects(children), related: subjects(related) };
}

describe('ticket-links', () => {
  it('join related ones, parents and children, seen from both ends; both histories say so; taken away they are gone', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    const related = await link(a, b, 'related');
    expect(await link(b, a, 'related')).toEqual(related);
    await link(a, c, 'child');
    expect(await look(a)).toEqual({ parent: null, children: ['C'], related: ['B'] });
    expect(await look(b)).toEqual({ parent: null, children: [], related: ['A'] });
    expect(await look(c)).toEqual({ parent: 'A', children: [], related: [] });
    await t.api(removeTicketLink, { linkId: related.id }, { as: anna });
    expect((await look(b)).related).toEqual([]);
    const { items } = await t.api(ticketHistory, { ticketId: b.id }, { as: anna });
    const said = items.flatMap((item) =>
      item.kind === 'change' && item.change.fields['ticket'] ? [[item.change.action, item.change.fields['ticket']]] : [],
    );
    expect(said).toEqual([
      ['linked-related', [null, a.numberText]],
      ['unlinked', [a.numberText, null]],
    ]);
  });

  it('never close a ring, however many cross, and give a child one parent', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    await link(a, b, 'child');
    const answers = await Promise.allSettled([link(b, c, 'child'), link(c, a, 'child')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'LINK_CYCLE' } });
    await expect(link(await make('D'), b, 'child')).rejects.toMatchObject({ code: 'LINK_TAKEN' });
    await expect(link(a, a, 'related')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('follow a merge and come back with it', async () => {
    const [a, b, into] = [await make('A'), await make('B'), await make('Into')];
    await link(a, b, 'child');
    const move = await t.api(mergeTicket, { ticketId: a.id, intoId: into.id }, { as: anna });
    expect([await look(into), await look(b)]).toMatchObject([{ children: ['B'] }, { parent: 'Into' }]);
    await expect(link(b, into, 'child')).rejects.toMatchObject({ code: 'LINK_CYCLE' });
    await t.api(undoMove, { moveId: move.id }, { as: anna });
    expect([await look(into), await look(b)]).toMatchObject([{ children: [] }, { parent: 'A' }]);
  });

  it('name no subject to those who may not see it, and are made only by those who see both', async () => {
    const outsider = await t.account({ teams: [await t.team()] });
    const mine = await t.api(createTicket, { subject: 'Mine' }, { as: outsider });
    const secret = await make('Secret');
    const make2 = t.api(addTicketLink, { ticketId: mine.id, otherId: secret.id, as: 'related' }, { as: outsider });
    await expect(make2).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const admin = await t.account({ roles: ['admin', 'agent'] });
    await t.api(addTicketLink, { ticketId: mine.id, otherId: secret.id, as: 'related' }, { as: admin });
    const { related } = await t.api(ticketLinks, { ticketId: mine.id }, { as: outsider });
    expect(related).toMatchObject([{ ticket: { id: secret.id, subject: null, status: null } }]);
  });
});
