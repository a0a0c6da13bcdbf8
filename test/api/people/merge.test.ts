import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logInteraction, personHistory } from '../../../shared/contract/history.js';
import { createMailbox } from '../../../shared/contract/mail.js';
import {
  createCompany,
  createPerson,
  editPerson,
  getPerson,
  learnNumber,
  listPeople,
  matchNumber,
  recordConsent,
  searchPeople,
} from '../../../shared/contract/people.js';
import { likePeople } from '../../../shared/contract/people-like.js';
import { mergePeople, personMerges, previewPersonMerge, undoPersonMerge } from '../../../shared/contract/person-merges.js';
import { createTask, listTasks } from '../../../shared/contract/tasks.js';
import { createTicket, findByNumber, getTicket, listTickets } from '../../../shared/contract/tickets.js';
import type { Person } from '../../../shared/models/people.js';
import type { PersonMergeField } from '../../../shared/models/person-merges.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import { openGateway } from '../../support/mail.js';

let t: TestApp;
let team: TestTeam;
let anna: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  anna = await t.account({ teams: [team] });
});
afterAll(() => t.close());

const make = (givenName: string, familyName: string, more: object = {}) =>
  t.api(createPerson, { givenName, familyName, ...more }, { as: anna });
const get = async (personId: string) => (await t.api(getPerson, { personId }, { as: anna })).person;
async function merge(from: Person, into: Person, take: PersonMergeField[] = []) {
  const [one, other] = [await get(from.id), await get(into.id)];
  return t.api(mergePeople, { personId: one.id, intoId: other.id, version: one.version, intoVersion: other.version, take }, { as: anna });
}
/** What the database says of people, but for versions and times. */
async function pictureOf(ids: string[]): Promise<unknown> {
  const tables = [
    'phone_numbers',
    'mail_addresses',
    'positions',
    'consents',
    'phone_hints',
    'number_choices',
    'person_facts',
    'search_keys',
  ];
  const also = ['tickets', 'interactions', 'tasks'].map((table) => ({ table, columns: 'id, person_id' }));
  const parts = [...tables.map((table) => ({ table, columns: '*' })), ...also];
  const rows: unknown[] = [
    await t.db.query(`SELECT to_jsonb(p) - 'version' - 'updated_at' AS row FROM persons p WHERE id = ANY($1) ORDER BY id`, [ids]),
  ];
  for (const { table, columns } of parts)
    rows.push(
      await t.db.query(
        `SELECT to_jsonb(x)::text AS row FROM (SELECT ${columns} FROM ${table} WHERE person_id = ANY($1)${table === 'person_facts' ? ' AND (open_tickets, next_promise_at, last_interaction_at) IS DISTINCT FROM (0, NULL, NULL)' : ''}) x ORDER BY 1`,
        [ids],
      ),
    );
  return rows;
}

describe('people.merge', () => {
  it('brings everything together: numbers, addresses, companies, superiors, choices, tickets, contacts, tasks; the old id leads there', async () => {
    const { id: companyId } = await t.api(createCompany, { name: 'Kurz Bau' }, { as: anna });
    const from = await make('P.', 'Kurz', {
      phones: [{ number: '+49 171 5550001' }, { number: '+49 30 5550002' }],
      mails: [{ address: 'petra@privat.example' }],
      positions: [{ companyId, role: 'Einkauf', isPrimary: true }],
      title: 'Dr.',
      notes: 'Ruft lieber an.',
    });
    const into = await make('Petra', 'Kurz', { phones: [{ number: '0171 5550001' }], mails: [{ address: 'kurz@kurz-bau.example' }] });
    const under = await make('Udo', 'Unter', { positions: [{ companyId, role: '', isPrimary: true, managerId: from.id }] });
    const ticket = await t.api(createTicket, { subject: 'Rechnung', personId: from.id }, { as: anna });
    await t.api(logInteraction, { kind: 'letter', personId: from.id, summary: 'Brief' }, { as: anna });
    await t.api(createTask, { kind: 'promise', what: 'Rückruf', dueText: 'in 2h', personId: from.id }, { as: anna });
    expect(await t.api(previewPersonMerge, { personId: from.id, intoId: into.id }, { as: anna })).toMatchObject({
      differing: ['name'],
      moving: { tickets: 1, contacts: 1, tasks: 1, calls: 0 },
    });
    await merge(from, into);
    const { person, facts, subordinates } = await t.api(getPerson, { personId: into.id }, { as: anna });
    expect(person).toMatchObject({ name: 'Dr. Petra Kurz', notes: 'Ruft lieber an.', mergedIntoId: null });
    expect(person.phones.map(({ e164 }) => e164)).toEqual(['+491715550001', '+49305550002']);
    expect(person.mails.map(({ address }) => address)).toEqual(['kurz@kurz-bau.example', 'petra@privat.example']);
    expect(person.positions).toMatchObject([{ companyId, role: 'Einkauf', isPrimary: true }]);
    expect(subordinates.map(({ id }) => id)).toEqual([under.id]);
    expect(facts.openTickets).toBe(1);
    expect(facts.nextPromiseAt).not.toBeNull();
    expect((await t.api(getTicket, { ticketId: ticket.id }, { as: anna })).personId).toBe(into.id);
    expect((await t.api(personHistory, { personId: into.id }, { as: anna })).items).toHaveLength(1);
    expect((await t.api(listTasks, { personId: into.id }, { as: anna })).items).toHaveLength(1);
    expect(await get(from.id)).toMatchObject({ mergedIntoId: into.id, phones: [], mails: [], positions: [] });
    expect((await t.api(personMerges, { personId: from.id }, { as: anna })).nowId).toBe(into.id);
    for (const number of ['0171 5550001', '030 5550002'])
      expect((await t.api(matchNumber, { number }, { as: anna })).candidates.map((one) => one.personId)).toEqual([into.id]);
    const found = (await t.api(searchPeople, { q: 'Kurz', limit: 8 }, { as: anna })).items.filter((hit) => hit.kind === 'person');
    expect(found.map(({ id }) => id)).toEqual([into.id]);
    expect((await t.api(listPeople, { limit: 100 }, { as: anna })).items.map(({ id }) => id)).not.toContain(from.id);
    expect((await t.api(likePeople, { personId: into.id }, { as: anna })).items).toEqual([]);
    const where = JSON.stringify([{ field: 'person', is: 'any', values: [from.id] }]);
    expect((await t.api(listTickets, { where }, { as: anna })).items.map(({ id }) => id)).toEqual([ticket.id]);
    // What a console with an old picture still writes arrives at the person.
    const late = await t.api(createTicket, { subject: 'Später', personId: from.id }, { as: anna });
    expect(late.personId).toBe(into.id);
  });

  it('undone leaves no trace, and is refused once somebody changed one of the two', async () => {
    const { id: companyId } = await t.api(createCompany, { name: 'Ring AG' }, { as: anna });
    const from = await make('Rita', 'Ring', {
      phones: [{ number: '+49 30 6660001' }, { number: '+49 30 6660009' }],
      positions: [{ companyId, role: 'Leitung', isPrimary: true }],
      customerNumber: 'R-1',
      isVip: true,
    });
    const into = await make('R.', 'Ring', { phones: [{ number: '+49 30 6660001' }], customerNumber: 'R-2' });
    const boss = { positions: [{ companyId, role: 'Büro', isPrimary: true, managerId: from.id }] };
    await t.api(editPerson, { personId: into.id, version: into.version, ...boss }, { as: anna });
    for (const personId of [from.id, into.id]) await t.api(learnNumber, { personId, number: '+49306660001' }, { as: anna });
    for (const [person, state] of [
      [from, 'withdrawn'],
      [into, 'granted'],
    ] as const) {
      const consent = { purpose: 'advertising', channel: 'call', state, source: 'call', proof: 'gesagt' } as const;
      await t.api(recordConsent, { personId: person.id, ...consent }, { as: anna });
      t.clock.move(60_000);
    }
    await t.api(createTicket, { subject: 'Ring', personId: from.id }, { as: anna });
    const before = await pictureOf([from.id, into.id]);
    const preview = await t.api(previewPersonMerge, { personId: from.id, intoId: into.id }, { as: anna });
    expect(preview.differing).toEqual(['name', 'customerNumber']);
    expect(preview.consents).toMatchObject([{ from: 'withdrawn', into: 'granted', after: 'granted' }]);
    const done = await merge(from, into, ['customerNumber']);
    expect(await get(into.id)).toMatchObject({ customerNumber: 'R-1', isVip: true, positions: [{ role: 'Büro', managerId: null }] });
    // An update came in between: what is given back was kept before it.
    await t.db.query('ALTER TABLE positions ADD COLUMN of_an_update int NOT NULL DEFAULT 0');
    expect(await t.api(undoPersonMerge, { mergeId: done.id }, { as: anna })).toMatchObject({ undoneAt: expect.any(String) });
    await t.db.query('ALTER TABLE positions DROP COLUMN of_an_update');
    expect(await pictureOf([from.id, into.id])).toEqual(before);
    const again = await merge(from, into);
    const now = await get(into.id);
    await t.api(editPerson, { personId: into.id, version: now.version, notes: 'Neu' }, { as: anna });
    expect((await t.api(personMerges, { personId: into.id }, { as: anna })).items).toMatchObject([{ canUndo: false }]);
    await expect(t.api(undoPersonMerge, { mergeId: again.id }, { as: anna })).rejects.toMatchObject({ code: 'MERGE_SETTLED' });
  });

  it('carries a long history in portions, the latest first, and back; calls and mails wait for none of it', async () => {
    const [from, into] = [await make('Hans', 'Lang-Jahre'), await make('H.', 'Lang-Jahre')];
    const made = await Promise.all(
      Array.from({ length: 103 }, (_one, n) => t.api(createTicket, { subject: `Jahr ${n}`, personId: from.id }, { as: anna })),
    );
    const standing = async () => {
      const rows: { id: string; personId: string }[] = await t.db.query(
        'SELECT id, person_id AS "personId" FROM tickets WHERE id = ANY($1) ORDER BY id',
        [made.map(({ id }) => id)],
      );
      return rows.map(({ personId }) => personId === into.id);
    };
    const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
    const before = await pictureOf([from.id, into.id]);
    const { id: mergeId } = await merge(from, into);
    expect(await standing()).toEqual([...times(3, false), ...times(100, true)]);
    await t.advance(1);
    expect(await standing()).toEqual(times(103, true));
    expect((await t.api(getPerson, { personId: into.id }, { as: anna })).facts.openTickets).toBe(103);
    await t.api(undoPersonMerge, { mergeId }, { as: anna });
    expect(await standing()).toEqual([...times(3, true), ...times(100, false)]);
    await t.advance(1);
    expect(await pictureOf([from.id, into.id])).toEqual(before);
    expect(await t.db.query("SELECT 1 FROM deadlines WHERE kind = 'person-merge.stragglers' AND key = $1", [mergeId])).toEqual([]);
  });

  it('of three are undone one after the other, the last first', async () => {
    const [one, two, into] = [await make('Uwe', 'Eins'), await make('U.', 'Eins'), await make('Uwe', 'Eins-Drei')];
    const before = await pictureOf([one.id, two.id, into.id]);
    const [first, second] = [await merge(one, into), await merge(two, into)];
    const undo = (mergeId: string) => t.api(undoPersonMerge, { mergeId }, { as: anna });
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'MERGE_SETTLED' });
    await undo(second.id);
    await undo(first.id);
    expect(await pictureOf([one.id, two.id, into.id])).toEqual(before);
  });

  it('loses nothing that is still said of the old record, and lets nobody work on it', async () => {
    const [from, into] = [await make('Ella', 'Alt', { title: 'Dr.' }), await make('E.', 'Alt')];
    await merge(from, into);
    const withdrawn = { purpose: 'advertising', channel: 'call', state: 'withdrawn', source: 'call', proof: 'gesagt' } as const;
    expect(await t.api(recordConsent, { personId: from.id, ...withdrawn }, { as: anna })).toMatchObject({
      id: into.id,
      consents: [{ state: 'withdrawn' }],
    });
    expect((await t.api(learnNumber, { personId: from.id, number: '+49 30 7770001' }, { as: anna })).id).toBe(into.id);
    const { version } = await get(from.id);
    await expect(t.api(editPerson, { personId: from.id, version, notes: 'x' }, { as: anna })).rejects.toMatchObject({
      code: 'PERSON_MERGED',
    });
  });

  it('tells nobody how many tickets another team has of them, and lets no customer go with the demo data', async () => {
    const secret = await t.team({ isConfidential: true });
    const berta = await t.account({ teams: [secret] });
    const [from, into] = [await make('Vera', 'Voss'), await make('V.', 'Voss')];
    await t.api(createTicket, { subject: 'Abmahnung', personId: from.id, teamId: secret.id }, { as: berta });
    const seenBy = async (as: TestAccount) =>
      (await t.api(previewPersonMerge, { personId: from.id, intoId: into.id }, { as })).moving.tickets;
    expect([await seenBy(anna), await seenBy(berta)]).toEqual([0, 1]);
    await t.db.query('UPDATE persons SET is_demo = true, version = version + 1 WHERE id = $1', [into.id]);
    const { id: mergeId } = await merge(from, into);
    expect(await get(into.id)).toMatchObject({ isDemo: false });
    await t.api(undoPersonMerge, { mergeId }, { as: anna });
    expect(await get(into.id)).toMatchObject({ isDemo: true });
  });

  it('of two that cross, or of one built on an old picture, one is refused', async () => {
    const [one, other] = [await make('Kai', 'Kreuz'), await make('K.', 'Kreuz')];
    const both = await Promise.allSettled([merge(one, other), merge(other, one)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [third, fourth] = [await make('Lea', 'Lang'), await make('L.', 'Lang')];
    await t.api(editPerson, { personId: fourth.id, version: fourth.version, notes: 'x' }, { as: anna });
    const stale = { personId: third.id, intoId: fourth.id, version: third.version, intoVersion: fourth.version };
    await expect(t.api(mergePeople, stale, { as: anna })).rejects.toMatchObject({ code: 'STALE' });
    expect(await get(third.id)).toMatchObject({ mergedIntoId: null });
  });

  it('takes in mail of either address as the one person, also what was under way', async () => {
    const admin = await t.account({ roles: ['admin', 'agent'] });
    await t.api(createMailbox, { address: 'hallo@haus.example', name: 'Haus', teamId: team.id }, { as: admin });
    const gateway = await openGateway(t, admin);
    const from = await make('Mia', 'Mohn', { mails: [{ address: 'mia@privat.example' }] });
    const into = await make('M.', 'Mohn', { mails: [{ address: 'mohn@firma.example' }] });
    await merge(from, into);
    const { ticket } = await gateway.deliver({ from: 'mia@privat.example', subject: 'Hallo', to: 'hallo@haus.example' });
    const led = await t.api(findByNumber, { number: ticket ?? '' }, { as: admin });
    const id = led.leadsTo === 'ticket' ? led.ticket.id : '';
    const standsOn = () => t.db.query('SELECT person_id FROM tickets WHERE id = $1', [id]);
    expect(await standsOn()).toEqual([{ person_id: into.id }]);
    // A mail that named the person before they were merged, and was written after.
    await t.db.query('UPDATE tickets SET person_id = $1, version = version + 1 WHERE id = $2', [from.id, id]);
    await t.advance(61_000);
    expect(await standsOn()).toEqual([{ person_id: into.id }]);
    // Once, and not again every minute for ever.
    expect(await t.db.query("SELECT 1 FROM deadlines WHERE kind = 'person-merge.stragglers'")).toEqual([]);
  });
});

describe('every table that names a person', () => {
  it('goes along with a merge, or is named here with the reason why it stays', async () => {
    const rows: { name: string }[] = await t.db.query(
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
       WHERE c.table_schema = 'public' AND (c.column_name IN ('person_id', 'manager_id', 'merged_into_id') OR c.column_name LIKE 'person\\_id%')`,
    );
    const moves = ['phone_numbers', 'mail_addresses', 'phone_hints', 'positions', 'consents', 'number_choices', 'person_facts'];
    const carried = ['tickets', 'interactions', 'tasks', 'calls', 'lost_calls'];
    const stays = {
      'search_keys.person_id': 'written anew',
      'positions.manager_id': 'moved with the superior',
      'persons.merged_into_id': 'the way itself',
      'tickets.merged_into_id': 'of tickets',
    };
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...[...moves, ...carried].map((table) => `${table}.person_id`), ...Object.keys(stays)].sort(),
    );
  });
});
