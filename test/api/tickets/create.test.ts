import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTicket, getTicket, ticketHistory } from '../../../shared/contract/tickets.js';
import { isDammValid } from '../../../shared/domain/damm.js';
import { ApiFailure } from '../../support/api.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let test: TestApp;
let team: TestTeam;
let other: TestTeam;
let anna: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  team = await test.team();
  other = await test.team();
  anna = await test.account({ teams: [team] });
});
afterAll(() => test.close());

describe('tickets.create', () => {
  it('draws a number with a valid check digit and takes the team of its maker', async () => {
    const ticket = await test.api(
      createTicket,
      { subject: 'Invoice billed twice', kind: 'complaint', priority: 2, tags: ['billing'] },
      { as: anna },
    );
    expect(ticket).toMatchObject({
      version: 1,
      status: 'new',
      kind: 'complaint',
      priority: 2,
      teamId: team.id,
      ownerId: null,
      createdById: anna.id,
      channel: 'desk',
    });
    expect(isDammValid(ticket.number)).toBe(true);
    expect(ticket.numberText).toBe(`#${ticket.number}`);
    expect(await test.api(getTicket, { ticketId: ticket.id }, { as: anna })).toEqual(ticket);
  });

  it('leaves the row, the number, the audit line and the event for its team', async () => {
    const ben = await test.account({ teams: [team] });
    const tab = await test.connect(ben);
    const ticket = await test.api(createTicket, { subject: 'Door does not open' }, { as: anna });
    const event = await tab.next('ticket.created', (message) => message.payload.id === ticket.id);
    expect(event.payload).toEqual(ticket);
    const rows: unknown[] = await test.db.query(
      `SELECT n.call_id, a.action, a.actor_name, e.rooms FROM tickets t JOIN ticket_numbers n ON n.number = t.number AND n.ticket_id = t.id
       JOIN audit a ON a.entity = 'tickets' AND a.entity_id = t.id::text JOIN events e ON e.entity_id = t.id::text WHERE t.id = $1`,
      [ticket.id],
    );
    expect(rows).toEqual([{ call_id: null, action: 'created', actor_name: anna.name, rooms: [`team:${team.id}`, 'role:admin'] }]);
  });

  it('opens it and keeps the first note when an owner and text are given', async () => {
    const ticket = await test.api(createTicket, { subject: 'Printer', ownerId: anna.id, text: 'No paper, no light.' }, { as: anna });
    expect(ticket.status).toBe('open');
    const history = await test.api(ticketHistory, { ticketId: ticket.id }, { as: anna });
    expect(history.items.map((entry) => entry.kind)).toEqual(['change', 'message']);
  });

  it('lets a maker outside the team follow the ticket, so that it does not vanish before their eyes', async () => {
    const ticket = await test.api(createTicket, { subject: 'For the other team', teamId: other.id }, { as: anna });
    expect(ticket.followerIds).toEqual([anna.id]);
    await expect(test.api(getTicket, { ticketId: ticket.id }, { as: anna })).resolves.toMatchObject({ id: ticket.id });
  });

  it('answers INVALID_REFERENCE for an owner who does not exist, and keeps nothing', async () => {
    const before = await count();
    const refused = test.api(createTicket, { subject: 'Nobody', ownerId: team.id }, { as: anna });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_REFERENCE', details: { field: 'owner_id' } });
    expect(await count()).toBe(before);
  });

  it('repeats the answer for a repeated Idempotency-Key and draws one number', async () => {
    const key = 'a-key-of-its-own';
    const first = await test.api(createTicket, { subject: 'Once' }, { as: anna, key });
    const second = await test.api(createTicket, { subject: 'Once' }, { as: anna, key });
    expect(second).toEqual(first);
    const [row]: { n: number }[] = await test.db.query("SELECT count(*)::int AS n FROM tickets WHERE subject = 'Once'");
    expect(row?.n).toBe(1);
  });

  it('gives sixteen makers at once unique numbers', async () => {
    const makers = Array.from({ length: 16 }, (_none, at) => test.api(createTicket, { subject: `Rush ${at}` }, { as: anna }));
    const numbers = (await Promise.all(makers)).map((ticket) => ticket.number);
    expect(new Set(numbers).size).toBe(16);
    expect(numbers.every(isDammValid)).toBe(true);
  });

  it('never gives a number twice, not even that of a maker who failed', async () => {
    const before = await test.api(createTicket, { subject: 'Before' }, { as: anna });
    await expect(test.api(createTicket, { subject: 'Fails', ownerId: team.id }, { as: anna })).rejects.toThrow(ApiFailure);
    const after = await test.api(createTicket, { subject: 'After' }, { as: anna });
    expect(Number(after.number.slice(0, -1))).toBeGreaterThan(Number(before.number.slice(0, -1)));
  });
});

async function count(): Promise<number> {
  const rows: { n: number }[] = await test.db.query('SELECT count(*)::int AS n FROM tickets');
  return rows[0]?.n ?? 0;
}
