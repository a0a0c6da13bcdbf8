import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../server/core/context.js';
import { recordInteraction } from '../../server/features/history/index.js';
import { latest } from '../../server/features/search/finding/candidates.query.js';
import { createMailbox } from '../../shared/contract/mail.js';
import { createPerson, editPerson } from '../../shared/contract/people.js';
import { searchTickets } from '../../shared/contract/search.js';
import { mergeTicket, undoMove } from '../../shared/contract/ticket-moves.js';
import { addNote, assignTicket, closeTicket, createTicket, editTicket, followTicket } from '../../shared/contract/tickets.js';
import type { Ticket } from '../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { TestAccount, TestTeam } from '../support/factories.js';
import { type Gateway, openGateway } from '../support/mail.js';

let t: TestApp;
let team: TestTeam;
let secret: TestTeam;
let anna: TestAccount;
let berta: TestAccount;
let admin: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team({ name: 'Hotline Nord' });
  secret = await t.team({ name: 'Personal', isConfidential: true });
  anna = await t.account({ name: 'Anna Albers', teams: [team] });
  berta = await t.account({ name: 'Berta Brandt', teams: [secret] });
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
  await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: team.id }, { as: admin });
});
afterAll(() => t.close());

/** The leader's second: the index follows. */
async function follow(): Promise<void> {
  await t.settle();
  for (const feature of t.app.features) if (feature.name === 'search') await feature.everySecond?.();
  await t.settle();
}
const make = (subject: string, text: string, more: object = {}, as = anna): Promise<Ticket> =>
  t.api(createTicket, { subject, text, ...more }, { as });
const ask = (q: string, as = anna) => t.api(searchTickets, { q }, { as });
const found = async (q: string, as = anna) => (await ask(q, as)).items.map(({ ticket }) => ticket.subject);
const marked = (text: string, marks: readonly (readonly [number, number])[]) => marks.map(([from, to]) => text.slice(from, to));

describe('search.tickets', () => {
  it('finds German and English by their stems, umlauts in every spelling, phrases in order, and nothing with a minus word', async () => {
    await make('Rechnungen zu hoch', 'Bei Herrn Müller in der Bahnhofstraße stimmt die dritte Mahnung nicht.');
    await make('Shipping issues', 'Two parcels are running late; the carrier lost one of them.');
    await follow();
    for (const q of [
      'Rechnung',
      'rechnungen ',
      'mueller',
      'MÜLLER',
      'muller',
      'bahnhofstrasse',
      'Mahnungen',
      '"dritte Mahnung"',
      '"stimmt die dritte"',
      'rechn',
      'Rechnung -parcel',
    ])
      expect(await found(q), q).toEqual(['Rechnungen zu hoch']);
    for (const q of ['issue', 'parcel', 'running -Rechnung late', 'runs late', 'ship', 'issue Carriers'])
      expect(await found(q), q).toEqual(['Shipping issues']);
    for (const q of ['"Mahnung dritte"', 'Rechnung parcel', 'Rechnung -Mahnung', 'xylophon', 'fahrrad'])
      expect(await found(q), q).toEqual([]);
  });

  it('marks the words in subject and passage as ranges of plain text', async () => {
    await make(
      'Leck im Keller',
      `${'Vorweg. '.repeat(60)}Das Wasser <b>stieg</b> im Heizungskeller; Wasserschäden drohen. ${'Danach. '.repeat(60)}`,
    );
    await follow();
    const [hit] = (await ask('wasser stieg keller')).items;
    expect(marked(hit?.ticket.subject ?? '', hit?.subjectMarks ?? [])).toEqual(['Keller']);
    const passage = hit?.passages[0];
    expect(marked(passage?.text ?? '', passage?.marks ?? [])).toEqual(['Wasser', 'stieg']);
    expect(passage).toMatchObject({ kind: 'note', by: 'Anna Albers' });
    expect(passage?.text).toMatch(/^… .*<b>stieg<\/b>.* …$/);
  });

  it('reads operators, in both languages; what it does not know it says, and searches for the rest', async () => {
    const open = await make('Zaun offen', 'Gartenzaun', { teamId: team.id, ownerId: anna.id, tags: ['Garten'] });
    const done = await make('Zaun fertig', 'Gartenzaun', { teamId: team.id });
    await t.api(closeTicket, { ticketId: done.id, version: done.version, as: 'solved' }, { as: anna });
    await follow();
    for (const q of [
      'gartenzaun status:offen',
      'gartenzaun status:open',
      'gartenzaun tag:garten',
      'gartenzaun owner:anna',
      'gartenzaun bei:ich',
      'gartenzaun -status:done',
      'tag:Garten',
    ])
      expect(await found(q), q).toEqual([open.subject]);
    for (const q of ['gartenzaun status:gelöst', 'gartenzaun owner:niemand', 'gartenzaun -tag:garten'])
      expect(await found(q), q).toEqual([done.subject]);
    for (const q of ['gartenzaun team:nord', 'gartenzaun after:heute', 'gartenzaun seit:2w', 'gartenzaun before:1.1.2027'])
      expect((await found(q)).sort(), q).toEqual([done.subject, open.subject]);
    for (const q of ['gartenzaun team:none', 'gartenzaun before:yesterday', 'gartenzaun has:attachment', 'gartenzaun after:1.1.2027'])
      expect(await found(q), q).toEqual([]);
    const odd = await ask('gartenzaun kunde:Zaun status:blau owner:Zacharias vor:übergestern hat:grippe');
    expect(odd.faults).toEqual([
      { kind: 'unknown-operator', text: 'kunde:' },
      { kind: 'unknown-status', text: 'blau' },
      { kind: 'unknown-owner', text: 'Zacharias' },
      { kind: 'unknown-date', text: 'übergestern' },
      { kind: 'unknown-has', text: 'grippe' },
    ]);
    expect(odd.items).toHaveLength(2);
    expect(await ask('und die')).toMatchObject({ items: [], faults: [{ kind: 'only-common', text: 'und die' }] });
    for (const q of ["'", '\\', "it's", ':* | !', '<->', 'a & b', '((', '%_', '-', '""']) await expect(ask(q)).resolves.toBeDefined();
  });

  it('finds mails by who wrote them and by the names of their files', async () => {
    const boundary = 'Content-Type: multipart/mixed; boundary=x';
    const body = [
      '--x',
      'Content-Type: text/plain',
      '',
      'Anbei der Vertrag.',
      '--x',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="Kaufvertrag_2026-7788.pdf"',
      '',
      'x',
      '--x--',
    ];
    await gateway.deliver({
      from: 'Will Übelacker <will@lieferant.example>',
      subject: 'Unterlagen',
      text: body.join('\r\n'),
      headers: [boundary],
    });
    await follow();
    for (const q of [
      'from:will',
      'von:uebelacker',
      'from:will@lieferant.example',
      '7788',
      'kaufvertrag',
      'datei:kaufvertrag',
      'anbei has:attachment',
      'hat:anhang',
    ])
      expect(await found(q), q).toEqual(['Unterlagen']);
    expect(await found('subject:anbei')).toEqual([]);
    expect((await ask('kaufvertrag')).items[0]?.passages).toMatchObject([
      { kind: 'file', by: 'Will Übelacker', text: 'Kaufvertrag_2026-7788.pdf', marks: [[0, 11]] },
    ]);
  });

  it('ranks a word in the subject above one in the text', async () => {
    await make('Etwas anderes', 'Es geht unter anderem um den Wasserhahn.');
    await make('Wasserhahn tropft', 'Seit gestern.');
    await make('Noch etwas', 'Der Wasserhahn wurde erwähnt.');
    await follow();
    expect((await found('wasserhahn'))[0]).toBe('Wasserhahn tropft');
  });

  it('follows edits, names, merging and its undoing', async () => {
    const person = await t.api(createPerson, { givenName: 'Pia', familyName: 'Quittenbaum' }, { as: anna });
    const one = await make('Fenster klemmt', 'im Erdgeschoss', { personId: person.id });
    const other = await make('Scheibe gesprungen', 'im Obergeschoss');
    await follow();
    expect(await found('quittenbaum erdgeschoss')).toEqual(['Fenster klemmt']);
    await t.api(editPerson, { personId: person.id, version: person.version, familyName: 'Mispelstrauch' }, { as: anna });
    await t.api(editTicket, { ticketId: other.id, version: other.version, subject: 'Glas gesprungen' }, { as: anna });
    await follow();
    expect(await found('quittenbaum')).toEqual([]);
    expect(await found('von:mispelstrauch')).toEqual(['Fenster klemmt']);
    expect(await found('scheibe')).toEqual([]);
    expect(await found('glas')).toEqual(['Glas gesprungen']);
    const move = await t.api(mergeTicket, { ticketId: one.id, intoId: other.id }, { as: anna });
    await follow();
    expect(await found('erdgeschoss obergeschoss klemmt')).toEqual(['Glas gesprungen']);
    await t.api(undoMove, { moveId: move.id }, { as: anna });
    await follow();
    expect(await found('erdgeschoss obergeschoss')).toEqual([]);
    expect(await found('erdgeschoss')).toEqual(['Fenster klemmt']);
  });

  it('shows nothing of a team to others: no ticket, no number of them, no passage, no matter what is asked', async () => {
    const kept = await make('Abmahnung Zimtstern', 'Gespräch mit Zimtstern', { teamId: secret.id }, berta);
    const open = await make('Zimtstern bestellt', 'zwanzig Stück', { teamId: team.id });
    await t.transaction(systemActor('test'), async (ctx) => {
      await recordInteraction(ctx, {
        kind: 'call',
        direction: 'inbound',
        at: ctx.now,
        personId: null,
        companyId: null,
        ticketId: open.id,
        teamId: secret.id,
        summary: 'Kardamomgespräch',
        isHuman: true,
      });
    });
    await follow();
    expect(await ask('zimtstern')).toMatchObject({ total: 1, items: [{ ticket: { id: open.id } }] });
    expect(await found('zimtstern', berta)).toEqual([kept.subject]);
    expect(await found('zimtstern', admin)).toHaveLength(2);
    for (const q of ['abmahnung', 'status:open abmahnung', 'team:personal', '-xyz team:personal', 'kardamom'])
      expect(await ask(q), q).toMatchObject({ total: 0, items: [], isMore: false, isPartial: false });
    await t.api(followTicket, { ticketId: kept.id, accountId: anna.id }, { as: berta });
    expect(await found('abmahnung')).toEqual([kept.subject]);
    const theirs = await t.api(assignTicket, { ticketId: open.id, version: open.version, teamId: secret.id }, { as: anna });
    expect(theirs.teamId).toBe(secret.id);
    expect(await found('"zwanzig Stück"')).toEqual([]);
  });

  it('tells who follows a ticket nothing of the contacts its team keeps to itself, whichever team took the call', async () => {
    const ticket = await make('Muskatnuss', 'im Lager', { teamId: team.id });
    await t.transaction(systemActor('test'), (ctx) =>
      recordInteraction(ctx, {
        ...{ kind: 'call', direction: 'inbound', at: ctx.now, personId: null, companyId: null, ticketId: ticket.id, teamId: team.id },
        summary: 'Muskat und Majoran',
      }),
    );
    await follow();
    expect((await ask('muskat majoran')).items.map(({ passages }) => passages.map(({ text }) => text))).toEqual([['Muskat und Majoran']]);
    const { version } = await t.api(followTicket, { ticketId: ticket.id, accountId: anna.id }, { as: anna });
    await t.api(assignTicket, { ticketId: ticket.id, version, teamId: secret.id }, { as: anna });
    expect((await ask('muskatnuss')).items.map(({ passages }) => passages)).toEqual([[]]);
    await follow();
    expect(await found('majoran')).toEqual([]);
    expect(await found('muskatnuss')).toEqual([ticket.subject]);
  });

  it('takes in what fills a megabyte with words nobody ever wrote, and goes on behind a ticket it cannot take', async () => {
    const word = (n: number) => `${n.toString(36).replace(/\d/g, 'q')}${'ξ'.repeat(30)}${n.toString(36)}`;
    const flood = await make('Flutwelle', 'Beginn');
    const long = Array.from({ length: 20_000 }, (_, n) => word(n));
    for (let start = 0; start < long.length; start += 400)
      await t.db.query(
        `INSERT INTO messages (id, created_at, updated_at, ticket_id, kind, text) VALUES (gen_random_uuid(), now(), now(), $1, 'note', $2)`,
        [flood.id, long.slice(start, start + 400).join(' ')],
      );
    const behind = await make('Dahinter', 'Findling');
    await t.api(editTicket, { ticketId: flood.id, version: flood.version, subject: 'Flutwelle kam' }, { as: anna });
    await follow();
    expect(await found('flutwelle kam')).toEqual(['Flutwelle kam']);
    await t.db.query(`UPDATE tickets SET subject = 'unverdaulich', version = version + 1 WHERE id = $1`, [flood.id]);
    await t.db.query(`CREATE FUNCTION refuse_word() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.words @@ 'unverdau:*'::tsquery THEN RAISE EXCEPTION 'too long' USING ERRCODE = 'program_limit_exceeded'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_word BEFORE INSERT OR UPDATE ON search_docs FOR EACH ROW EXECUTE FUNCTION refuse_word()`);
    await t.api(addNote, { ticketId: flood.id, text: 'noch eine' }, { as: anna });
    await t.api(addNote, { ticketId: behind.id, text: 'Feldspat' }, { as: anna });
    await follow();
    await t.db.query('DROP FUNCTION refuse_word CASCADE');
    expect(await found('feldspat')).toEqual(['Dahinter']);
  });

  it('goes on where it stopped, takes in what no event tells of, and starts anew when events are gone', async () => {
    const seen = await make('Quarzsand geliefert', 'am Montag');
    await t.settle();
    expect(await found('quarzsand')).toEqual([]);
    await follow();
    expect(await found('quarzsand')).toEqual([seen.subject]);
    await t.db.query('DELETE FROM search_docs');
    await t.db.query(`UPDATE search_state SET swept_at = 'infinity', swept_id = NULL, is_swept = false`);
    await follow();
    expect(await found('quarzsand')).toEqual([seen.subject]);
    await t.api(addNote, { ticketId: seen.id, text: 'Nachlieferung Basalt' }, { as: anna });
    await t.settle();
    await t.db.query('DELETE FROM events');
    await follow();
    expect(await found('basalt')).toEqual([seen.subject]);
    expect((await t.db.query('SELECT count(*)::int AS n FROM search_docs'))[0].n).toBe(
      (await t.db.query('SELECT count(*)::int AS n FROM tickets WHERE merged_into_id IS NULL'))[0].n,
    );
  });

  it('looks at so many tickets and no more where only words are ruled out', async () => {
    const subjects = new Map<string, string>();
    for (const n of [1, 2, 3, 4, 5]) {
      t.clock.move(1000);
      subjects.set((await make(`Walk ${n}`, n > 3 ? 'Zwieback' : 'Knäckebrot')).id, `Walk ${n}`);
    }
    await follow();
    const where = { sql: 't.subject LIKE $1', params: ['Walk %'] };
    const walk = async (query: string, budget?: number) => {
      const { ids, isPartial } = await t.transaction(systemActor('test'), (ctx) => latest(ctx, { query, where }, budget), {
        readOnly: true,
      });
      return { subjects: ids.map((id) => subjects.get(id)), isPartial };
    };
    expect(await walk("!'zwieback'", 2)).toEqual({ subjects: [], isPartial: true });
    expect(await walk("!'zwieback'", 4)).toEqual({ subjects: ['Walk 3', 'Walk 2'], isPartial: true });
    expect(await walk("!'zwieback'")).toEqual({ subjects: ['Walk 3', 'Walk 2', 'Walk 1'], isPartial: false });
    expect(await walk('', 3)).toEqual({ subjects: ['Walk 5', 'Walk 4', 'Walk 3'], isPartial: true });
    expect((await found('-zwieback owner:none')).filter((subject) => subject.startsWith('Walk'))).toEqual(['Walk 3', 'Walk 2', 'Walk 1']);
  });
});
