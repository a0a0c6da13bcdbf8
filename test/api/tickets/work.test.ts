import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeTicket, undoMove } from '../../../shared/contract/ticket-moves.js';
import {
  addTicketChecks,
  addTicketTime,
  editTicketCheck,
  removeTicketCheck,
  removeTicketTime,
  ticketWork,
} from '../../../shared/contract/ticket-work.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let anna: TestAccount;
let ben: TestAccount;
let outsider: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  const team = await t.team();
  anna = await t.account({ teams: [team] });
  ben = await t.account({ teams: [team] });
  outsider = await t.account({ teams: [await t.team()] });
});
afterAll(() => t.close());

const make = (subject: string) => t.api(createTicket, { subject }, { as: anna });
const look = ({ id }: Ticket) => t.api(ticketWork, { ticketId: id }, { as: anna });
const gone = { code: 'NOT_FOUND', status: 404 };

describe('the checklist of a ticket', () => {
  it('keeps its order, is ticked off by whoever works on it, and refuses what was ticked from an older list', async () => {
    const ticket = await make('Move house');
    const { items } = await t.api(addTicketChecks, { ticketId: ticket.id, texts: ['Pack', 'Load', 'Drive'] }, { as: anna });
    const [pack, load] = items;
    if (!pack || !load) throw new Error('three lines were added');
    await t.api(editTicketCheck, { checkId: pack.id, version: 1, isDone: true }, { as: ben });
    await t.api(removeTicketCheck, { checkId: load.id }, { as: ben });
    const { checks } = await look(ticket);
    expect(checks.map(({ text, doneById }) => [text, doneById])).toEqual([
      ['Pack', ben.id],
      ['Drive', null],
    ]);
    const stale = t.api(editTicketCheck, { checkId: pack.id, version: 1, isDone: false }, { as: anna });
    await expect(stale).rejects.toMatchObject({ code: 'STALE' });
    await expect(t.api(editTicketCheck, { checkId: pack.id, version: 2, isDone: false }, { as: outsider })).rejects.toMatchObject(gone);
    await expect(t.api(addTicketChecks, { ticketId: ticket.id, texts: ['x'] }, { as: outsider })).rejects.toMatchObject(gone);
    await expect(t.api(ticketWork, { ticketId: ticket.id }, { as: outsider })).rejects.toMatchObject(gone);
  });
});

describe('time spent on a ticket', () => {
  it('adds up, is taken back by who wrote it down, and moves with a merge and back', async () => {
    const [ticket, into] = [await make('From'), await make('Into')];
    await t.api(addTicketTime, { ticketId: ticket.id, minutes: 20, note: 'Call' }, { as: anna });
    const spare = await t.api(addTicketTime, { ticketId: ticket.id, minutes: 5 }, { as: ben });
    await t.api(addTicketChecks, { ticketId: ticket.id, texts: ['Ask'] }, { as: anna });
    await expect(t.api(removeTicketTime, { timeId: spare.id }, { as: anna })).rejects.toMatchObject(gone);
    expect(await look(ticket)).toMatchObject({ minutes: 25, times: expect.arrayContaining([expect.objectContaining({ note: 'Call' })]) });
    await t.api(removeTicketTime, { timeId: spare.id }, { as: ben });
    const move = await t.api(mergeTicket, { ticketId: ticket.id, intoId: into.id }, { as: anna });
    expect([await look(ticket), await look(into)]).toMatchObject([
      { minutes: 0, checks: [] },
      { minutes: 20, checks: [{ text: 'Ask' }] },
    ]);
    expect((await t.api(addTicketTime, { ticketId: ticket.id, minutes: 1 }, { as: anna })).ticketId).toBe(into.id);
    await t.api(undoMove, { moveId: move.id }, { as: anna });
    expect([await look(ticket), await look(into)]).toMatchObject([
      { minutes: 20, checks: [{ text: 'Ask' }] },
      { minutes: 1, checks: [] },
    ]);
  });
});
