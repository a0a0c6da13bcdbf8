import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { openTicketsFor } from '../../../server/features/tickets/index.js';
import { createCompany, createPerson } from '../../../shared/contract/people.js';
import { closeTicket, createTicket, linkTicket, reopenTicket } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let test: TestApp;
let anna: TestAccount;
let personId: string;
let companyId: string;
beforeAll(async () => {
  test = await startTestApp();
  anna = await test.account({ roles: ['agent', 'admin'], teams: [await test.team()] });
  companyId = (await test.api(createCompany, { name: 'Kurz Bau GmbH' }, { as: anna })).id;
  personId = (await test.api(createPerson, { givenName: 'Petra', familyName: 'Kurz' }, { as: anna })).id;
});
afterAll(() => test.close());

const openCount = async (kind: 'person' | 'company', id: string) => {
  const rows: { open_tickets: number }[] = await test.db.query(`SELECT open_tickets FROM ${kind}_facts WHERE ${kind}_id = $1`, [id]);
  return rows[0]?.open_tickets ?? 0;
};

describe('open tickets of a person and company', () => {
  it('are counted through create, close, reopen and another link', async () => {
    const other = (await test.api(createPerson, { givenName: 'Jens', familyName: 'Nolte' }, { as: anna })).id;
    const ticket = await test.api(createTicket, { subject: 'Counted', personId, companyId }, { as: anna });
    expect([await openCount('person', personId), await openCount('company', companyId)]).toEqual([1, 1]);
    const closed = await test.api(closeTicket, { ticketId: ticket.id, version: 1, as: 'solved' }, { as: anna });
    expect([await openCount('person', personId), await openCount('company', companyId)]).toEqual([0, 0]);
    const open = await test.api(reopenTicket, { ticketId: ticket.id, version: closed.version }, { as: anna });
    expect(await openCount('person', personId)).toBe(1);
    const moved = await test.api(linkTicket, { ticketId: ticket.id, version: open.version, personId: other }, { as: anna });
    expect([await openCount('person', personId), await openCount('person', other), await openCount('company', companyId)]).toEqual([
      0, 1, 1,
    ]);
    await test.api(closeTicket, { ticketId: ticket.id, version: moved.version, as: 'closed' }, { as: anna });
    expect([await openCount('person', other), await openCount('company', companyId)]).toEqual([0, 0]);
  });

  it('stand on the card: three most urgent of those the viewer may see, and how many', async () => {
    const outsider = await test.account({ teams: [await test.team()] });
    for (const priority of [4, 3, 2, 1]) await test.api(createTicket, { subject: `Urgency ${priority}`, priority, personId }, { as: anna });
    const cardFor = (viewerId?: string) =>
      test.transaction(systemActor('test'), (ctx) => openTicketsFor(ctx, { personId, companyId: null, ...(viewerId ? { viewerId } : {}) }));
    const card = await cardFor(anna.id);
    expect(card.total).toBe(4);
    expect(card.tickets.map((ticket) => ticket.priority)).toEqual([1, 2, 3]);
    expect(await cardFor()).toEqual(card);
    expect(await cardFor(outsider.id)).toEqual({ tickets: [], total: 0 });
  });
});
