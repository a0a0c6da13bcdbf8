import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logInteraction } from '../../../shared/contract/history.js';
import { createCompany, createPerson, editCompany, editPerson } from '../../../shared/contract/people.js';
import {
  createSlaCalendar,
  createSlaPolicy,
  editSlaPolicy,
  explainSla,
  removeSlaPolicy,
  ticketSlas,
} from '../../../shared/contract/sla.js';
import { mergeTicket, undoMove } from '../../../shared/contract/ticket-moves.js';
import { createReason, editReason } from '../../../shared/contract/ticket-reasons.js';
import {
  closeTicket,
  createTicket,
  editTicket,
  findByNumber,
  getTicket,
  listTickets,
  reopenTicket,
} from '../../../shared/contract/tickets.js';
import type { SlaConditions, SlaPolicy, TicketSla } from '../../../shared/models/sla.js';
import type { OutputOf } from '../../../shared/operation.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import { type Gateway, openGateway } from '../../support/mail.js';
import type { TestSocket } from '../../support/sockets.js';

const MINUTE = 60_000;
const NOTHING: SlaConditions = {
  ...{ mailboxIds: [], tags: [], reasonIds: [], tiers: [] },
  ...{ kinds: [], priorities: [], channels: [], teamIds: [] },
};
let t: TestApp;
let team: TestTeam;
let admin: TestAccount;
let anna: TestAccount;
let gateway: Gateway;
let calendarId: string;
let normal: SlaPolicy;
const as = () => ({ as: admin });
beforeAll(async () => {
  // Monday, nine o'clock in Berlin.
  t = await startTestApp();
  team = await t.team();
  admin = await t.account({ roles: ['admin', 'agent'], teams: [team] });
  anna = await t.account({ teams: [team] });
  gateway = await openGateway(t, admin);
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:00' },
    { weekday, from: '13:00', to: '17:00' },
  ]);
  const calendar = { name: 'Office', timeZone: 'Europe/Berlin', hours, region: 'BE' as const, days: [] };
  calendarId = (await t.api(createSlaCalendar, calendar, as())).id;
  normal = await policy('Normal', { firstResponse: 120, nextResponse: 60, resolution: 480 });
});
afterAll(() => t.close());

const policy = (name: string, given: Partial<SlaPolicy>) =>
  t.api(
    createSlaPolicy,
    {
      ...{
        name,
        calendarId,
        conditions: NOTHING,
        firstResponse: null,
        nextResponse: null,
        resolution: null,
        warnPercent: 75,
        isActive: true,
      },
      ...given,
    },
    as(),
  );
/** Time passes at once, as over a server that was away: what fell due meanwhile fires late. */
const jump = async (ms: number) => {
  t.clock.move(ms);
  await t.app.runtime.deadlines.fireDue();
  await t.settle();
};
const slaOf = async (ticketId: string): Promise<TicketSla | undefined> => (await t.api(ticketSlas, { ticketIds: ticketId }, as())).items[0];
const clockOf = async (ticketId: string, target: string) => (await slaOf(ticketId))?.clocks.find((clock) => clock.target === target);
const byMail = async (text: string, references?: string[]) => {
  const id = `${crypto.randomUUID()}@kunde.example`;
  const { ticket } = await gateway.deliver({ id, text, ...(references ? { references } : {}) });
  const found = await t.api(findByNumber, { number: ticket ?? '' }, as());
  if (found.leadsTo !== 'ticket') throw new Error('the mail led to no ticket');
  return { ticketId: found.ticket.id, id };
};
const of = (socket: TestSocket, type: string, ticketId: string) =>
  socket.events.filter((event) => event.type === type && event.payload.id === ticketId).length;
const versionOf = async (ticketId: string) => (await t.api(getTicket, { ticketId }, as())).version;

describe('the clocks of a ticket', () => {
  it('start with a mail, skip lunch, warn and break once each, also for whoever is gone, and stop with a talk', async () => {
    const socket = await t.connect(admin);
    const { ticketId } = await byMail('Wo bleibt die Ware?');
    expect(await slaOf(ticketId)).toMatchObject({ dueAt: '2026-11-23T10:00:00.000Z', dueTarget: 'first-response', policyId: normal.id });
    await jump(89 * MINUTE);
    expect(of(socket, 'ticket.sla-warned', ticketId)).toBe(0);
    await jump(MINUTE);
    expect(of(socket, 'ticket.sla-warned', ticketId)).toBe(1);
    // The server was away until the evening: the answer broke and the settling neared its end, each is told once.
    await jump(600 * MINUTE);
    await jump(MINUTE);
    expect([of(socket, 'ticket.sla-warned', ticketId), of(socket, 'ticket.sla-breached', ticketId)]).toEqual([2, 1]);
    expect(await clockOf(ticketId, 'first-response')).toMatchObject({ state: 'running', breachedAt: '2026-11-23T10:00:00.000Z' });
    const { id: personId } = await t.api(createPerson, { givenName: 'Petra', familyName: 'Kurz' }, as());
    await t.api(logInteraction, { kind: 'call', personId, ticketId, summary: 'Explained' }, as());
    expect(await clockOf(ticketId, 'first-response')).toMatchObject({ state: 'missed', stoppedAt: expect.any(String) });
    const { readings, policy: won } = await t.api(explainSla, { ticketId }, as());
    expect(won).toMatchObject({ name: 'Normal', calendar: 'Office', matched: [], others: [] });
    const resolution = readings.find(({ target }) => target === 'resolution');
    expect(resolution?.stretches.map(({ rule }) => rule)).toEqual(['counted', 'outside-hours', 'counted', 'outside-hours']);
    expect(resolution?.countedMinutes).toBe(420);
    socket.close();
  });

  it('owe the next answer from the first new question, not from an answer of a machine, and not once the ticket is solved', async () => {
    const { ticketId, id } = await byMail('Erste Frage?');
    const { id: personId } = await t.api(createPerson, { givenName: 'Max', familyName: 'Nolte' }, as());
    await t.api(logInteraction, { kind: 'call', personId, ticketId, summary: 'Answered' }, as());
    await gateway.deliver({ references: [id], text: 'Bin im Urlaub', headers: ['Auto-Submitted: auto-replied'] });
    expect(await clockOf(ticketId, 'next-response')).toBeUndefined();
    await jump(MINUTE);
    await byMail('Und wann genau?', [id]);
    expect(await clockOf(ticketId, 'next-response')).toMatchObject({ state: 'running' });
    await t.api(closeTicket, { ticketId, version: await versionOf(ticketId), as: 'solved' }, as());
    expect(await clockOf(ticketId, 'next-response')).toMatchObject({ state: 'dropped' });
    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ state: 'met' });
    expect((await slaOf(ticketId))?.dueAt).toBeNull();
    await gateway.deliver({ references: [id], text: 'Danke!' });
    expect((await slaOf(ticketId))?.dueAt).toBeNull();
    const before = await clockOf(ticketId, 'resolution');
    await t.api(reopenTicket, { ticketId, version: await versionOf(ticketId) }, as());
    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ state: 'running', stoppedAt: null });
    expect((await clockOf(ticketId, 'resolution'))?.startedAt).not.toBe(before?.startedAt);
  });

  it('order a list by what is due soonest, page after page, tickets without a due time last', async () => {
    const { items: all } = await t.api(listTickets, { sort: 'due', limit: 200 }, as());
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: OutputOf<typeof listTickets> = await t.api(listTickets, { sort: 'due', limit: 1, ...(cursor ? { cursor } : {}) }, as());
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    const dues = await Promise.all(paged.map(async (id) => (await slaOf(id))?.dueAt ?? '~'));
    expect(dues.length).toBeGreaterThan(1);
    expect(dues).toEqual([...dues].sort());
  });

  it('know no day off that is in no calendar', async () => {
    const hours = [{ weekday: 1, from: '09:00', to: '12:00' }];
    const calendar = {
      name: 'Off',
      timeZone: 'Europe/Berlin',
      hours,
      region: null,
      days: [{ date: '2026-99-99', name: 'Never', hours: [] }],
    };
    await expect(t.api(createSlaCalendar, calendar, as())).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('stand still while the customer has to act', async () => {
    const ticket = await t.api(createTicket, { subject: 'Form', teamId: team.id }, { as: anna });
    expect(await slaOf(ticket.id)).toMatchObject({ dueTarget: 'resolution' });
    const waiting = await t.api(editTicket, { ticketId: ticket.id, version: 1, status: 'waiting-customer' }, { as: anna });
    expect(await clockOf(ticket.id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, minutesLeft: 480 });
    await t.api(editTicket, { ticketId: ticket.id, version: waiting.version, status: 'open' }, { as: anna });
    expect(await clockOf(ticket.id, 'resolution')).toMatchObject({ state: 'running', minutesLeft: null });
  });

  it('go along with a merge and come back with its undoing', async () => {
    const { ticketId } = await byMail('Zweimal?');
    const { id: intoId } = await t.api(createTicket, { subject: 'Into', teamId: team.id }, as());
    expect(await clockOf(intoId, 'first-response')).toBeUndefined();
    const { id: moveId } = await t.api(mergeTicket, { ticketId, intoId }, as());
    expect([await clockOf(intoId, 'first-response'), (await slaOf(ticketId))?.dueAt]).toMatchObject([{ state: 'running' }, null]);
    await t.api(undoMove, { moveId }, as());
    expect(await clockOf(intoId, 'first-response')).toBeUndefined();
    expect(await clockOf(ticketId, 'first-response')).toMatchObject({ state: 'running' });
  });

  it('are of the policy that asks most, change with it quietly, and are for those who may see the ticket', async () => {
    const secret = await t.team({ isConfidential: true });
    const insider = await t.account({ teams: [secret] });
    const socket = await t.connect(anna);
    const within = await t.connect(insider);
    const strict = await policy('Complaints', { conditions: { ...NOTHING, kinds: ['complaint'] }, resolution: 30 });
    await t.settle();
    const { id: ticketId } = await t.api(createTicket, { subject: 'Secret', kind: 'complaint', teamId: secret.id }, { as: insider });
    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ minutes: 30 });
    expect((await t.api(explainSla, { ticketId }, { as: insider })).policy).toMatchObject({ matched: ['kinds'], others: ['Normal'] });
    await expect(t.api(explainSla, { ticketId }, { as: anna })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await t.api(ticketSlas, { ticketIds: ticketId }, { as: anna })).items).toEqual([]);
    await t.api(editSlaPolicy, { policyId: strict.id, version: strict.version, resolution: 60 }, as());
    await t.settle();
    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ minutes: 60 });
    await t.api(removeSlaPolicy, { policyId: strict.id }, as());
    await t.settle();
    expect(await clockOf(ticketId, 'resolution')).toMatchObject({ minutes: 480 });
    expect(of(within, 'ticket.sla-changed', ticketId)).toBe(3);
    expect(of(socket, 'ticket.sla-changed', ticketId)).toBe(0);
  });

  it('follow their customer: a company made a key account, a person made important, a reason moved below another', async () => {
    const [company, person, above, below] = await Promise.all([
      t.api(createCompany, { name: 'Keystone' }, as()),
      t.api(createPerson, { familyName: 'Keller' }, as()),
      t.api(createReason, { name: 'Outage' }, as()),
      t.api(createReason, { name: 'Cable' }, as()),
    ]);
    await policy('Key accounts', { conditions: { ...NOTHING, tiers: ['key', 'vip'] }, resolution: 45 });
    await policy('Outages', { conditions: { ...NOTHING, reasonIds: [above.id] }, resolution: 20 });
    await t.settle();
    const [ofCompany, ofPerson, ofReason] = await Promise.all([
      t.api(createTicket, { subject: 'Key', companyId: company.id }, { as: anna }),
      t.api(createTicket, { subject: 'Important', personId: person.id }, { as: anna }),
      t.api(createTicket, { subject: 'Cable cut', reasonId: below.id }, { as: anna }),
    ]);
    const minutes = async () =>
      Promise.all([ofCompany, ofPerson, ofReason].map(async ({ id }) => (await clockOf(id, 'resolution'))?.minutes));
    await t.settle();
    expect(await minutes()).toEqual([480, 480, 480]);
    await t.api(editCompany, { companyId: company.id, version: company.version, tier: 'key' }, as());
    await t.api(editPerson, { personId: person.id, version: person.version, isVip: true }, as());
    await t.api(editReason, { reasonId: below.id, version: below.version, parentId: above.id }, as());
    await t.settle();
    expect(await minutes()).toEqual([45, 45, 20]);
  });
});
