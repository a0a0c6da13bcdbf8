import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countTicketViews,
  createTicketView,
  editTicketView,
  listTicketViews,
  removeTicketView,
} from '../../../shared/contract/ticket-views.js';
import { closeTicket, createTicket, editTicket, followTicket, listTickets } from '../../../shared/contract/tickets.js';
import type { TicketCondition } from '../../../shared/models/ticket-views.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let t: TestApp;
let team: TestTeam;
let secret: TestTeam;
let anna: TestAccount;
let lead: TestAccount;
let stranger: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  secret = await t.team({ isConfidential: true });
  anna = await t.account({ teams: [team] });
  lead = await t.account({ roles: ['agent', 'supervisor'], teams: [team], leads: [team] });
  stranger = await t.account({ teams: [secret] });
  // A second apart: tickets of one moment have no order among themselves.
  const make = async (subject: string, more: object = {}) => {
    await t.advance(1000);
    return t.api(createTicket, { subject, teamId: team.id, ...more }, { as: anna });
  };
  const a = await make('Alpha: Rad 100% kaputt', { priority: 1, kind: 'fault', tags: ['rad', 'eilig'], ownerId: anna.id });
  const b = await make('Beta_Frage', { priority: 3, kind: 'question', tags: ['rad'], ownerId: lead.id });
  await make('Gamma', { priority: 4, kind: 'other' });
  const d = await make('Delta', { kind: 'order' });
  await t.api(closeTicket, { ticketId: d.id, version: d.version, as: 'closed' }, { as: anna });
  await t.api(followTicket, { ticketId: b.id }, { as: anna });
  const e = await make('Epsilon');
  await t.api(editTicket, { ticketId: e.id, version: e.version, status: 'planned', plannedFor: '2099-01-01T08:00:00Z' }, { as: anna });
  await t.api(createTicket, { subject: 'Secret', teamId: secret.id, tags: ['rad'] }, { as: stranger });
  expect(a.ownerId).toBe(anna.id);
});
afterAll(() => t.close());

async function fits(conditions: readonly object[], as = anna): Promise<string> {
  const { items } = await t.api(listTickets, { where: JSON.stringify(conditions), sort: 'oldest' }, { as });
  return items.map(({ subject }) => subject[0]).join('');
}
const is = (field: string, values: readonly unknown[], sense = 'any') => ({ field, is: sense, values });

describe('conditions of a view', () => {
  it('fit what they say, all of them at once, any value of one, and the rest when negated', async () => {
    const cases: [readonly object[], string][] = [
      [[], 'ABGE'],
      [[is('priority', [1, 4])], 'AG'],
      [[is('priority', [1, 4], 'none')], 'BE'],
      [[is('owner', ['me'])], 'A'],
      [[is('owner', ['none'])], 'GE'],
      [[is('owner', ['me', 'none'])], 'AGE'],
      [[is('owner', ['me'], 'none')], 'BGE'],
      [[is('owner', ['my-teams'])], 'AB'],
      [[is('team', ['mine'])], 'ABGE'],
      [[is('team', ['none'])], ''],
      [[is('tag', ['rad'])], 'AB'],
      [[is('tag', ['eilig', 'other'], 'none')], 'BGE'],
      [[is('tag', ['rad']), is('priority', [3])], 'B'],
      [[is('subject', ['100%'])], 'A'],
      [[is('subject', ['beta_f', 'rad kaputt'])], 'AB'],
      [[is('status', ['closed'])], 'D'],
      [[is('status', ['planned'], 'none')], 'ABG'],
      [[is('kind', ['fault', 'order'])], 'A'],
      [[is('channel', ['mail'])], ''],
      [[{ field: 'followed', is: 'any' }], 'B'],
      [[{ field: 'snoozed', is: 'any' }], 'E'],
      [[{ field: 'answered', is: 'none' }], 'ABGE'],
      [[{ field: 'ended', is: 'any', when: { last: 1, unit: 'days' } }], 'D'],
      [[{ field: 'created', is: 'any', when: { last: 1, unit: 'hours' } }], 'ABGE'],
      [[{ field: 'created', is: 'none', when: { last: 1, unit: 'hours' } }], ''],
      [[{ field: 'active', is: 'any', when: { from: '2000-01-01T00:00:00Z', to: '2001-01-01T00:00:00Z' } }], ''],
      [[{ field: 'updated', is: 'none', when: { from: '2000-01-01T00:00:00Z', to: '2001-01-01T00:00:00Z' } }], 'ABGE'],
    ];
    for (const [conditions, expected] of cases) expect([conditions, await fits(conditions)]).toEqual([conditions, expected]);
  });

  it('never show more than one may see, whatever is asked, and refuse what is none', async () => {
    expect(await fits([is('team', [secret.id])])).toBe('');
    expect(await fits([is('tag', ['rad'])], stranger)).toBe('S');
    expect(await fits([is('subject', ["'); DROP TABLE tickets; --"])])).toBe('');
    for (const where of [
      '{',
      '{}',
      '[{"field":"status","is":"any","values":["gone"]}]',
      '[{"field":"password","is":"any","values":["x"]}]',
    ])
      await expect(t.api(listTickets, { where }, { as: anna })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('ticket-views', () => {
  const conditions: TicketCondition[] = [{ field: 'owner', is: 'any', values: ['me'] }];
  it('are one’s own, a team’s or everybody’s: heard, listed, counted and used by those alone', async () => {
    const own = await t.api(createTicketView, { name: 'Mine', audience: 'me', conditions, columns: ['tags', 'number'] }, { as: anna });
    const [hers, other] = [await t.connect(anna), await t.connect(stranger)];
    await t.settle();
    const shared = await t.api(
      createTicketView,
      { name: 'Ours', audience: 'team', teamId: team.id, conditions, sort: 'priority' },
      { as: lead },
    );
    await hers.next('ticket-view.changed', (message) => message.payload.id === shared.id);
    const names = async (as: TestAccount) => (await t.api(listTicketViews, {}, { as })).items.map(({ name }) => name);
    expect(await names(anna)).toEqual(['Mine', 'Ours']);
    expect(await names(lead)).toEqual(['Ours']);
    expect(await names(stranger)).toEqual([]);
    expect((await t.api(countTicketViews, {}, { as: anna })).counts).toEqual({ [own.id]: 1, [shared.id]: 1 });
    expect((await t.api(listTickets, { savedViewId: shared.id }, { as: lead })).items.map(({ subject }) => subject)).toEqual([
      'Beta_Frage',
    ]);
    await expect(t.api(listTickets, { savedViewId: own.id }, { as: lead })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(t.api(editTicketView, { ...shared, viewId: shared.id, teamId: team.id, name: 'Ha' }, { as: anna })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(t.api(createTicketView, { name: 'All', audience: 'all', conditions }, { as: anna })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(
      t.api(createTicketView, { name: 'Theirs', audience: 'team', teamId: secret.id, conditions }, { as: lead }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });

    // From the team to its maker alone: for the others it is gone.
    await t.api(editTicketView, { viewId: shared.id, version: shared.version, name: 'Mine now', audience: 'me', conditions }, { as: lead });
    expect((await hers.next('ticket-view.changed', ({ payload }) => payload.id === shared.id && 'gone' in payload)).payload).toMatchObject({
      gone: true,
    });
    // Sent twice at once: taken away, told and written down once.
    const held = new pg.Client({ connectionString: t.database.url });
    await held.connect();
    await held.query('BEGIN');
    await held.query('SELECT 1 FROM ticket_views WHERE id = $1 FOR UPDATE', [own.id]);
    const twice = Promise.allSettled([1, 2].map(() => t.api(removeTicketView, { viewId: own.id }, { as: anna })));
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(async () => (await held.query(waiting)).rowCount).toBe(2);
    await held.query('COMMIT');
    expect((await twice).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await held.end();
    await hers.next('ticket-view.removed');
    await t.settle();
    expect(hers.events.filter(({ type }) => type === 'ticket-view.removed')).toHaveLength(1);
    expect(other.events.filter(({ type }) => type.startsWith('ticket-view'))).toEqual([]);
    await expect(
      t.api(editTicketView, { viewId: shared.id, version: 1, name: 'x', audience: 'me', conditions }, { as: lead }),
    ).rejects.toMatchObject({ code: 'STALE' });
  });

  it('that cannot be read say so, show nothing rather than too much, and are repaired', async () => {
    const gone = '0193a000-0000-7000-8000-000000000000';
    const view = await t.api(
      createTicketView,
      { name: 'Old', audience: 'me', conditions: [...conditions, { field: 'team', is: 'any', values: [gone] }] },
      { as: anna },
    );
    expect(view).toMatchObject({ isUnreadable: false, goneIds: [gone] });
    await t.db.query(
      `UPDATE ticket_views SET conditions = conditions || '[{"field":"mood","is":"any","values":["bad"]}]', version = version + 1 WHERE id = $1`,
      [view.id],
    );
    const [broken] = (await t.api(listTicketViews, {}, { as: anna })).items;
    expect(broken).toMatchObject({ id: view.id, isUnreadable: true, conditions: view.conditions });
    await expect(t.api(listTickets, { savedViewId: view.id }, { as: anna })).rejects.toMatchObject({ code: 'VIEW_UNREADABLE' });
    expect((await t.api(countTicketViews, {}, { as: anna })).counts).toEqual({});
    const repaired = await t.api(editTicketView, { viewId: view.id, version: 2, name: 'Old', audience: 'me', conditions }, { as: anna });
    expect(repaired).toMatchObject({ isUnreadable: false, goneIds: [] });
    expect((await t.api(listTickets, { savedViewId: view.id }, { as: anna })).items).toHaveLength(1);
  });
});
