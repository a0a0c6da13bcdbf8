import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addNote,
  assignTicket,
  closeTicket,
  createTicket,
  editTicket,
  getTicket,
  reopenTicket,
  ticketHistory,
} from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let test: TestApp;
let team: TestTeam;
let anna: TestAccount;
let ben: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  team = await test.team();
  anna = await test.account({ teams: [team] });
  ben = await test.account({ teams: [team] });
});
afterAll(() => test.close());

const make = (subject = 'A ticket') => test.api(createTicket, { subject }, { as: anna });

describe('tickets.edit', () => {
  it('changes what is given, grows the version and audits old and new', async () => {
    const ticket = await make();
    const edited = await test.api(
      editTicket,
      { ticketId: ticket.id, version: 1, subject: 'Better', priority: 1, tags: ['a'] },
      { as: ben },
    );
    expect(edited).toMatchObject({ version: 2, subject: 'Better', priority: 1, tags: ['a'], kind: ticket.kind });
    const history = await test.api(ticketHistory, { ticketId: ticket.id }, { as: anna });
    expect(history.items.at(-1)).toMatchObject({
      kind: 'change',
      change: { actorId: ben.id, action: 'changed', fields: { subject: ['A ticket', 'Better'], priority: [3, 1], tags: [[], ['a']] } },
    });
  });

  it('lets one of two agents at once win and tells the other the current version', async () => {
    const ticket = await make();
    const edits = await Promise.allSettled([
      test.api(editTicket, { ticketId: ticket.id, version: 1, subject: 'Anna’s' }, { as: anna }),
      test.api(editTicket, { ticketId: ticket.id, version: 1, subject: 'Ben’s' }, { as: ben }),
    ]);
    const lost = edits.filter((edit) => edit.status === 'rejected').map((edit) => edit.reason as unknown);
    expect(lost).toMatchObject([{ status: 409, code: 'STALE', details: { id: ticket.id, version: 2 } }]);
  });

  it('publishes nothing and keeps the version when nothing differs', async () => {
    const ticket = await make();
    const same = await test.api(editTicket, { ticketId: ticket.id, version: 1, subject: ticket.subject }, { as: anna });
    expect(same.version).toBe(1);
    expect(await eventsOf(ticket.id)).toEqual(['ticket.created']);
  });

  it('brings a planned ticket back at its hour', async () => {
    const ticket = await make();
    const at = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    const planned = await test.api(editTicket, { ticketId: ticket.id, version: 1, status: 'planned', plannedFor: at }, { as: anna });
    expect(planned).toMatchObject({ status: 'planned', plannedFor: at });
    await test.advance(3_599_000);
    expect((await get(ticket.id)).status).toBe('planned');
    await test.advance(1_000);
    expect(await get(ticket.id)).toMatchObject({ status: 'open', plannedFor: null });
  });

  it('refuses to plan without an hour and to end a ticket in passing', async () => {
    const ticket = await make();
    for (const status of ['planned', 'solved'] as const) {
      await expect(test.api(editTicket, { ticketId: ticket.id, version: 1, status }, { as: anna })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
  });
});

describe('tickets.add-note', () => {
  it('opens a new ticket, moves it up and stands in the history', async () => {
    const ticket = await make();
    await test.advance(60_000);
    const note = await test.api(addNote, { ticketId: ticket.id, text: 'Asked accounting.' }, { as: ben });
    expect(note).toMatchObject({ authorId: ben.id, kind: 'note', text: 'Asked accounting.' });
    const now = await get(ticket.id);
    expect(now.status).toBe('open');
    expect(now.activeAt > ticket.activeAt).toBe(true);
    const { items } = await test.api(ticketHistory, { ticketId: ticket.id }, { as: anna });
    expect(items.map((entry) => entry.kind)).toEqual(['change', 'change', 'message']);
    expect(items[1]).toMatchObject({ change: { fields: { status: ['new', 'open'] } } });
  });

  it('gives the history in stretches without loss or repetition', async () => {
    const ticket = await make();
    for (let n = 1; n <= 7; n++) await test.api(addNote, { ticketId: ticket.id, text: `Note ${n}` }, { as: anna });
    const all = await test.api(ticketHistory, { ticketId: ticket.id }, { as: anna });
    const pieces = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const stretch = await test.api(ticketHistory, { ticketId: ticket.id, limit: 2, ...(cursor ? { cursor } : {}) }, { as: anna });
      pieces.unshift(...stretch.items);
      cursor = stretch.earlier;
    }
    expect(pieces).toEqual(all.items);
    expect(all.items.filter((entry) => entry.kind === 'message')).toHaveLength(7);
  });
});

describe('tickets.assign', () => {
  it('opens a new ticket that gets an owner, and takes it back by null', async () => {
    const ticket = await make();
    const mine = await test.api(assignTicket, { ticketId: ticket.id, version: 1, ownerId: ben.id }, { as: anna });
    expect(mine).toMatchObject({ ownerId: ben.id, status: 'open', version: 2 });
    const nobodys = await test.api(assignTicket, { ticketId: ticket.id, version: 2, ownerId: null }, { as: anna });
    expect(nobodys).toMatchObject({ ownerId: null, status: 'open' });
  });
});

describe('tickets.close and tickets.reopen', () => {
  it('ends with a last note, refuses edits of the state, and opens again', async () => {
    const ticket = await make();
    const closed = await test.api(closeTicket, { ticketId: ticket.id, version: 1, as: 'solved', text: 'Credited.' }, { as: anna });
    expect(closed).toMatchObject({ status: 'solved', endedAt: test.clock.now().toISOString() });
    const edit = test.api(editTicket, { ticketId: ticket.id, version: closed.version, status: 'open' }, { as: anna });
    await expect(edit).rejects.toMatchObject({ code: 'TICKET_ENDED' });
    const open = await test.api(reopenTicket, { ticketId: ticket.id, version: closed.version }, { as: ben });
    expect(open).toMatchObject({ status: 'open', endedAt: null });
    await expect(test.api(reopenTicket, { ticketId: ticket.id, version: open.version }, { as: ben })).rejects.toMatchObject({
      code: 'TICKET_NOT_ENDED',
    });
  });

  it('closes a solved ticket, but does not solve a closed one', async () => {
    const ticket = await make();
    const solved = await test.api(closeTicket, { ticketId: ticket.id, version: 1, as: 'solved' }, { as: anna });
    const closed = await test.api(closeTicket, { ticketId: ticket.id, version: solved.version, as: 'closed' }, { as: anna });
    expect(closed).toMatchObject({ status: 'closed', endedAt: solved.endedAt });
    const again = test.api(closeTicket, { ticketId: ticket.id, version: closed.version, as: 'solved' }, { as: anna });
    await expect(again).rejects.toMatchObject({ code: 'TICKET_ENDED' });
  });
});

function get(ticketId: string) {
  return test.api(getTicket, { ticketId }, { as: anna });
}
async function eventsOf(id: string): Promise<string[]> {
  const rows: { type: string }[] = await test.db.query('SELECT type FROM events WHERE entity_id = $1 ORDER BY id', [id]);
  return rows.map((row) => row.type);
}
