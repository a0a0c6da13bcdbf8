import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, createPerson } from '../../../shared/contract/people.js';
import { assignTicket, closeTicket, countTickets, createTicket, editTicket, listTickets } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let test: TestApp;
let team: TestTeam;
let anna: TestAccount;
let ben: TestAccount;
const made: Ticket[] = [];
beforeAll(async () => {
  test = await startTestApp();
  team = await test.team();
  anna = await test.account({ teams: [team] });
  ben = await test.account({ teams: [team] });
  for (let n = 0; n < 12; n++) {
    await test.advance(1_000);
    made.push(
      await test.api(
        createTicket,
        { subject: `Listed ${n} Straße`, priority: (n % 3) + 2, ...(n < 4 ? { ownerId: anna.id } : {}) },
        { as: anna },
      ),
    );
  }
});
afterAll(() => test.close());

const subjects = (items: readonly Ticket[]) => items.map((ticket) => Number(/\d+/.exec(ticket.subject)?.[0]));

describe('tickets.list', () => {
  it('pages through every ticket once, in every order', async () => {
    const orders = {
      activity: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
      newest: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
      oldest: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      priority: [9, 6, 3, 0, 10, 7, 4, 1, 11, 8, 5, 2],
    } as const;
    for (const [sort, order] of Object.entries(orders)) {
      const items: Ticket[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await test.api(listTickets, { sort: sort as 'activity', limit: 5, ...(cursor ? { cursor } : {}) }, { as: anna });
        expect(page.total).toBe(cursor ? undefined : 12);
        items.push(...page.items);
        cursor = page.cursor;
      }
      expect(subjects(items)).toEqual(order);
    }
  });

  it('shows the views, and counts the same', async () => {
    const waiting = made[4];
    if (!waiting) throw new Error('made above');
    await test.api(editTicket, { ticketId: waiting.id, version: 1, status: 'waiting-customer' }, { as: anna });
    const sizes: Record<string, number> = {};
    for (const view of ['mine', 'team', 'unassigned', 'waiting', 'all'] as const) {
      sizes[view] = (await test.api(listTickets, { view }, { as: anna })).items.length;
    }
    expect(sizes).toEqual({ mine: 4, team: 12, unassigned: 8, waiting: 1, all: 12 });
    expect(await test.api(countTickets, {}, { as: anna })).toEqual({ ...sizes, quiet: 0, mentioned: 0 });
    expect(await test.api(countTickets, {}, { as: ben })).toMatchObject({ mine: 0, team: 12 });
  });

  it('leaves ended tickets out unless their state is asked for', async () => {
    const last = made[11];
    if (!last) throw new Error('made above');
    await test.api(closeTicket, { ticketId: last.id, version: 1, as: 'solved' }, { as: anna });
    expect(subjects((await test.api(listTickets, {}, { as: anna })).items)).not.toContain(11);
    const ended = await test.api(listTickets, { status: ['solved', 'closed'] }, { as: anna });
    expect(subjects(ended.items)).toEqual([11]);
    const two = await test.api(listTickets, { status: ['solved', 'waiting-customer'] }, { as: anna });
    expect(subjects(two.items).sort((a, b) => a - b)).toEqual([4, 11]);
  });

  it('filters by owner and priority, and finds by words of the subject or by number', async () => {
    const first = made[0];
    if (!first) throw new Error('made above');
    expect(subjects((await test.api(listTickets, { ownerId: anna.id, priority: 2 }, { as: ben })).items)).toEqual([3, 0]);
    expect(subjects((await test.api(listTickets, { search: 'straße listed 7' }, { as: ben })).items)).toEqual([7]);
    expect(subjects((await test.api(listTickets, { search: first.numberText }, { as: ben })).items)).toEqual([0]);
    expect((await test.api(listTickets, { search: '100%_' }, { as: ben })).items).toEqual([]);
  });

  it('refuses a cursor that is none of its own', async () => {
    for (const cursor of ['nonsense', Buffer.from('["yesterday","x"]').toString('base64url')]) {
      await expect(test.api(listTickets, { cursor }, { as: anna })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('names persons and companies', async () => {
    const [personId, companyId] = await makePersonAndCompany();
    const ticket = await test.api(createTicket, { subject: 'With a name', personId, companyId }, { as: ben });
    await test.api(assignTicket, { ticketId: ticket.id, version: 1, ownerId: ben.id }, { as: ben });
    const { names } = await test.api(listTickets, { view: 'mine' }, { as: ben });
    expect(names).toEqual({ [personId]: 'Petra Kurz', [companyId]: 'Kurz Bau GmbH' });
  });
});

async function makePersonAndCompany(): Promise<[string, string]> {
  const admin = await test.account({ roles: ['agent', 'admin'] });
  const company = await test.api(createCompany, { name: 'Kurz Bau GmbH' }, { as: admin });
  const person = await test.api(createPerson, { givenName: 'Petra', familyName: 'Kurz' }, { as: admin });
  return [person.id, company.id];
}
