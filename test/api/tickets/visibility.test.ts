import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addNote,
  assignTicket,
  countTickets,
  createTicket,
  editTicket,
  findByNumber,
  followTicket,
  getTicket,
  listMentionable,
  listTickets,
  seeMention,
  ticketHistory,
  unfollowTicket,
} from '../../../shared/contract/tickets.js';
import { isGone } from '../../../shared/events/index.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let test: TestApp;
let ours: TestTeam;
let theirs: TestTeam;
let anna: TestAccount;
let outsider: TestAccount;
let ticket: Ticket;
beforeAll(async () => {
  test = await startTestApp();
  ours = await test.team();
  theirs = await test.team();
  anna = await test.account({ teams: [ours] });
  outsider = await test.account({ teams: [theirs] });
  ticket = await test.api(createTicket, { subject: 'Ours alone' }, { as: anna });
});
afterAll(() => test.close());

const canGet = (as: TestAccount) =>
  test.api(getTicket, { ticketId: ticket.id }, { as }).then(
    () => true,
    (error: { code?: string }) => (error.code === 'NOT_FOUND' ? false : Promise.reject(error)),
  );

describe('who may see a ticket', () => {
  it('is its team, its supervisor and admins; nobody else can get, find, list, count, watch or work on it', async () => {
    const lead = await test.account({ roles: ['supervisor'], leads: [ours] });
    const admin = await test.account({ roles: ['admin'] });
    const otherLead = await test.account({ roles: ['supervisor'], leads: [theirs] });
    expect(await Promise.all([anna, lead, admin, otherLead, outsider].map(canGet))).toEqual([true, true, true, false, false]);
    const as = outsider;
    await expect(test.api(findByNumber, { number: ticket.number }, { as })).rejects.toMatchObject({ code: 'UNKNOWN_NUMBER' });
    await expect(test.api(ticketHistory, { ticketId: ticket.id }, { as })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(test.api(addNote, { ticketId: ticket.id, text: 'x' }, { as })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(test.api(editTicket, { ticketId: ticket.id, version: 1, subject: 'x' }, { as })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await test.api(listTickets, { search: 'Ours alone' }, { as })).items).toEqual([]);
    expect((await test.api(countTickets, {}, { as })).all).toBe(0);
    expect(await (await test.connect(as)).watch(`ticket:${ticket.id}`)).toBe(false);
    expect(await (await test.connect(anna)).watch(`ticket:${ticket.id}`)).toBe(true);
  });

  it('is everybody while it has no team', async () => {
    const teamless = await test.account();
    const free = await test.api(createTicket, { subject: 'Nobody’s yet' }, { as: teamless });
    expect(free.teamId).toBeNull();
    await expect(test.api(getTicket, { ticketId: free.id }, { as: outsider })).resolves.toMatchObject({ id: free.id });
  });

  it('is a follower for as long as they follow, and they are told when it goes', async () => {
    const tab = await test.connect(outsider);
    const followed = await test.api(followTicket, { ticketId: ticket.id, accountId: outsider.id }, { as: anna });
    expect(followed.followerIds).toEqual([outsider.id]);
    expect((await test.api(followTicket, { ticketId: ticket.id, accountId: outsider.id }, { as: anna })).version).toBe(followed.version);
    await tab.next('ticket.changed', (message) => message.payload.id === ticket.id && !isGone(message.payload));
    expect(await canGet(outsider)).toBe(true);
    const left = await test.api(unfollowTicket, { ticketId: ticket.id }, { as: outsider });
    const gone = await tab.next('ticket.changed', (message) => isGone(message.payload));
    expect(gone.payload).toEqual({ id: ticket.id, version: left.version, gone: true });
    expect(await canGet(outsider)).toBe(false);
  });

  it('moves with the team: the old one is told that it is gone, the new one hears the whole', async () => {
    const moving = await test.api(createTicket, { subject: 'Moving' }, { as: anna });
    const [before, after] = [await test.connect(await test.account({ teams: [ours] })), await test.connect(outsider)];
    const moved = await test.api(assignTicket, { ticketId: moving.id, version: 1, teamId: theirs.id }, { as: anna });
    expect((await after.next('ticket.changed', (message) => message.payload.id === moving.id)).payload).toEqual(moved);
    expect((await before.next('ticket.changed', (message) => message.payload.id === moving.id)).payload).toEqual({
      id: moving.id,
      version: 2,
      gone: true,
    });
  });

  it('is an owner outside the team', async () => {
    const given = await test.api(createTicket, { subject: 'Given away', teamId: ours.id, ownerId: outsider.id }, { as: anna });
    await expect(test.api(getTicket, { ticketId: given.id }, { as: outsider })).resolves.toMatchObject({ ownerId: outsider.id });
  });

  it('is not widened by a mention: who sees it follows and finds it counted until they look, for anybody else it is text', async () => {
    const [colleague, tab] = [await test.account({ teams: [ours] }), await test.connect(outsider)];
    const { id: ticketId } = await test.api(createTicket, { subject: 'Among ourselves' }, { as: anna });
    const { accountIds } = await test.api(listMentionable, { ticketId }, { as: anna });
    expect([colleague, anna, outsider].map(({ id }) => accountIds.includes(id))).toEqual([true, true, false]);
    await expect(test.api(listMentionable, { ticketId }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const text = `@${colleague.name} and @${outsider.name}, says @${anna.name}`;
    for (let twice = 0; twice < 2; twice++) await test.api(addNote, { ticketId, text }, { as: anna });
    const told = await test.api(getTicket, { ticketId }, { as: colleague });
    expect([told.followerIds, told.mentionedIds]).toEqual([[colleague.id], [colleague.id]]);
    await expect(test.api(getTicket, { ticketId }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const mentionsOf = async (as: TestAccount) => [
      (await test.api(countTickets, {}, { as })).mentioned,
      ...(await test.api(listTickets, { isMentioned: true }, { as })).items.map(({ id }) => id),
    ];
    expect([await mentionsOf(colleague), await mentionsOf(anna), await mentionsOf(outsider)]).toEqual([[1, ticketId], [0], [0]]);
    const seen = await test.api(seeMention, { ticketId }, { as: colleague });
    expect([seen.mentionedIds, seen.followerIds]).toEqual([[], [colleague.id]]);
    expect((await test.api(seeMention, { ticketId }, { as: colleague })).version).toBe(seen.version);
    expect(await mentionsOf(colleague)).toEqual([0]);
    await test.settle();
    expect(tab.events.filter(({ payload }) => payload.id === ticketId)).toEqual([]);
  });
});
