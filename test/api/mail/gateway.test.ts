import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../../shared/contract/auth.js';
import { personHistory } from '../../../shared/contract/history.js';
import { createMailbox, dropPoisonMail, getMailOriginal, listPoisonMails, retryPoisonMail } from '../../../shared/contract/mail.js';
import { createCompany, getPerson } from '../../../shared/contract/people.js';
import { findByNumber } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';
import { type Gateway, mailText, openGateway } from '../../support/mail.js';

let t: TestApp;
let admin: TestAccount;
let team: TestTeam;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp({ env: { RINGBACK_MAIL_MB: '1' } });
  team = await t.team();
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
  await t.api(createMailbox, { address: 'Support@haus.example', name: 'Haus', teamId: team.id }, { as: admin });
  await t.api(createMailbox, { address: 'sales@haus.example', name: 'Haus Vertrieb', teamId: null }, { as: admin });
});
afterAll(() => t.close());

const ticketOf = (number: string | null) => t.api(findByNumber, { number: number ?? '' }, { as: admin });
const count = async (sql: string, params: unknown[] = []): Promise<number> => {
  const rows: { n: number }[] = await t.db.query(`SELECT count(*)::int AS n FROM ${sql}`, params);
  return rows[0]?.n ?? -1;
};

describe('POST /mail', () => {
  it('makes a ticket of the mailbox’s team, the person, their place in the company of the domain, and a contact in their history', async () => {
    const company = await t.api(createCompany, { name: 'Nordlicht', mails: [{ address: 'info@nordlicht.example' }] }, { as: admin });
    const receipt = await gateway.deliver({
      from: '"Weber, Dr. Jonas (Einkauf)" <Jonas.Weber@Nordlicht.example>',
      subject: 'Wo  bleibt\tdie Ware',
    });
    expect(receipt).toMatchObject({
      outcome: 'created',
      isNewTicket: true,
      joinedBy: null,
      subject: 'Wo bleibt die Ware',
      mayAutoReply: true,
      bounce: null,
    });
    const found = await ticketOf(receipt.ticket);
    if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
    const { ticket, history } = found;
    expect(ticket).toMatchObject({
      status: 'new',
      teamId: team.id,
      companyId: company.id,
      createdById: null,
      channel: 'mail',
      subject: 'Wo bleibt die Ware',
    });
    const { person } = await t.api(getPerson, { personId: ticket.personId ?? '' }, { as: admin });
    expect(person).toMatchObject({
      familyName: 'Weber',
      mails: [{ address: 'jonas.weber@nordlicht.example' }],
      positions: [{ companyId: company.id }],
    });
    const messages = history.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
    expect(messages).toMatchObject([
      { kind: 'mail', authorId: null, text: 'Wann kommt die Ware?', mail: { direction: 'in', state: 'received' } },
    ]);
    expect(history.items.filter((item) => item.kind === 'interaction')).toEqual([]);
    const contacts = await t.api(personHistory, { personId: person.id }, { as: admin });
    expect(contacts.items).toMatchObject([{ kind: 'mail', direction: 'inbound', summary: 'Wo bleibt die Ware', ticketId: ticket.id }]);
    const original = await t.api(getMailOriginal, { messageId: messages[0]?.id ?? '' }, { as: admin });
    expect(original).toMatchObject({
      text: expect.stringContaining('Wann kommt'),
      reason: expect.stringContaining('new ticket') as string,
    });
    const stranger = await t.account({ roles: ['agent'] });
    await expect(t.api(getMailOriginal, { messageId: original.id }, { as: stranger })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows the HTML of a mail only made safe', async () => {
    const html =
      '<p>Hallo</p><script>fetch("/api/v1/me")</script><img src="https://spur.example/a.gif" onerror="alert(1)"><form action="/x"><input></form>';
    const receipt = await gateway.deliver({ text: html, headers: ['Content-Type: text/html; charset=utf-8'] });
    const found = await ticketOf(receipt.ticket);
    if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
    const [message] = found.history.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
    const original = await t.api(getMailOriginal, { messageId: message?.id ?? '' }, { as: admin });
    expect(original.html).toContain('Hallo');
    expect(original.html).not.toMatch(/script|onerror|<form|<input|\ssrc="https:/);
  });

  it('knows a customer of a public provider by the address alone, and again', async () => {
    const first = await gateway.deliver({ from: 'Ayşe Demir <ayse.demir@gmx.de>', subject: 'Eins' });
    const second = await gateway.deliver({ from: 'AYSE.DEMIR@gmx.de', subject: 'Zwei' });
    const [a, b] = [await ticketOf(first.ticket), await ticketOf(second.ticket)];
    if (a.leadsTo !== 'ticket' || b.leadsTo !== 'ticket') throw new Error('no tickets');
    expect(b.ticket.id).not.toBe(a.ticket.id);
    expect(b.ticket).toMatchObject({ personId: a.ticket.personId, companyId: null });
  });

  it('takes the person from Reply-To when From is only the way it took', async () => {
    const form = await gateway.deliver({
      from: 'Formular <support@haus.example>',
      headers: ['Reply-To: Kim Lang <kim.lang@gmx.de>'],
      subject: 'Formular',
    });
    const found = await ticketOf(form.ticket);
    if (found.leadsTo !== 'ticket') throw new Error('no ticket');
    const { person } = await t.api(getPerson, { personId: found.ticket.personId ?? '' }, { as: admin });
    expect(person.name).toBe('Kim Lang');
  });

  it('refuses a token without the scope, other formats, agents, and says why', async () => {
    const { secret } = await t.api(createToken, { name: 'no', scopes: ['read', 'write'] }, { as: admin });
    const body = mailText();
    const post = (headers: Record<string, string>) => t.send('POST', '/api/v1/mail', { headers, body });
    const rfc822 = { 'Content-Type': 'message/rfc822' };
    expect(await post({ ...rfc822, Authorization: `Bearer ${secret}` })).toMatchObject({ status: 403 });
    const agent = await t.account({ roles: ['agent'] });
    expect(await post({ ...rfc822, Cookie: agent.cookie, 'X-Ringback': '1' })).toMatchObject({ status: 403 });
    expect(await post({ 'Content-Type': 'text/plain', Cookie: admin.cookie, 'X-Ringback': '1' })).toMatchObject({ status: 400 });
  });

  it('refuses a mail beyond the limit with 413, announced or not, and stores nothing', async () => {
    const large = mailText({ text: `${'x'.repeat(70)}\r\n`.repeat(20_000) });
    const before = await count('mails');
    expect(await gateway.post(large)).toMatchObject({
      status: 413,
      json: { error: { code: 'PAYLOAD_TOO_LARGE', details: { maxBytes: 1_048_576 } } },
    });
    const unannounced = await new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(t.url);
      const headers = { 'Content-Type': 'message/rfc822', Cookie: admin.cookie, 'X-Ringback': '1', 'Transfer-Encoding': 'chunked' };
      const asked = request({ hostname, port, method: 'POST', path: '/api/v1/mail', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on('error', reject);
      asked.end(large);
    });
    expect(unannounced).toBe(413);
    expect(await count('mails')).toBe(before);
  });

  it('streams a larger mail through storage, attachment and all', async () => {
    const file = Buffer.alloc(500_000, 'ringback ').toString('base64').replace(/.{76}/g, '$&\r\n');
    const mail = mailText({
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      text: `--b\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--`,
    });
    const { receipt } = await gateway.post(mail);
    expect(receipt).toMatchObject({
      outcome: 'created',
      attachments: [{ name: 'a.pdf', contentType: 'application/pdf', bytes: 500_000, inline: false }],
    });
    expect(await t.app.deps.storage.get(receipt.attachments[0]?.sha256 ?? '')).toMatchObject({ bytes: 500_000 });
  });
});

describe('the same mail', () => {
  it('delivered to two mailboxes is one message with both noted', async () => {
    const mail = mailText({ to: 'support@haus.example, sales@haus.example', subject: 'Doppelt' });
    const first = await gateway.post(mail, '?mailbox=support@haus.example');
    const second = await gateway.post(mail.replace('by mx.haus.example', 'by mx2.haus.example'), '?mailbox=sales@haus.example');
    expect(second.receipt).toMatchObject({ outcome: 'ignored', ticket: first.receipt.ticket, isNewTicket: false });
    expect(await count("mails WHERE subject = 'Doppelt' AND cardinality(mailbox_ids) = 2")).toBe(1);
    expect(await count("tickets WHERE subject = 'Doppelt'")).toBe(1);
  });

  it('delivered eight times at once is one ticket and one person, without Message-ID too', async () => {
    for (const id of ['gleichzeitig@kunde.example', null]) {
      const mail = mailText({ id, from: `Neu <neu.${String(id)}@gmx.de>`, subject: `Zugleich ${String(id)}` });
      const outcomes = (await Promise.all(Array.from({ length: 8 }, () => gateway.post(mail)))).map(({ receipt }) => receipt.outcome);
      expect(outcomes.sort()).toEqual(['created', ...Array.from({ length: 7 }, () => 'ignored')]);
      expect(await count('tickets WHERE subject = $1', [`Zugleich ${String(id)}`])).toBe(1);
    }
  });

  it('id with other content is another mail, and says so', async () => {
    await gateway.deliver({ id: 'immer-gleich@drucker.example', subject: 'Scan 1' });
    const other = await gateway.deliver({ id: 'immer-gleich@drucker.example', subject: 'Scan 2' });
    expect(other).toMatchObject({ outcome: 'created', reason: expect.stringContaining('Message-ID') as string });
    expect(await count("mails WHERE subject = 'Scan 2' AND 'same-id' = ANY(flags)")).toBe(1);
  });
});

it('eight first mails of one new sender at once make one person', async () => {
  const mails = Array.from({ length: 8 }, (_, at) => gateway.deliver({ from: 'Lea Nova <lea.nova@gmx.de>', subject: `Neu ${at}` }));
  expect((await Promise.all(mails)).map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'created'));
  expect(await count("mail_addresses WHERE address = 'lea.nova@gmx.de'")).toBe(1);
});

describe('a mail that cannot be read', () => {
  it('is kept, told to administrators alone, tried again on request, and stops nobody', async () => {
    const socket = await t.connect(admin);
    const colleague = await t.connect(await t.account({ roles: ['agent'] }));
    const { receipt } = await gateway.post('');
    expect(receipt).toMatchObject({ outcome: 'failed', ticket: null, reason: expect.stringMatching(/^empty: /) as string });
    await socket.next('poison-mail.changed');
    await t.settle();
    expect(colleague.events.map(({ type }) => type)).not.toContain('poison-mail.changed');
    expect(await gateway.deliver({ subject: 'Danach' })).toMatchObject({ outcome: 'created' });
    const [kept] = (await t.api(listPoisonMails, {}, { as: admin })).items;
    expect(kept).toMatchObject({ state: 'waiting', attempts: 1, bytes: 0 });
    await expect(t.api(retryPoisonMail, { poisonId: kept?.id ?? '' }, { as: admin })).rejects.toMatchObject({ code: 'STILL_POISON' });
    expect((await t.api(listPoisonMails, {}, { as: admin })).items).toMatchObject([{ attempts: 2 }]);
    expect(await t.api(dropPoisonMail, { poisonId: kept?.id ?? '' }, { as: admin })).toMatchObject({ state: 'dropped' });
  });
});

describe('a burst', () => {
  it('is taken in whole beside a mail that the database refuses, which alone is set aside', async () => {
    await t.db.query(
      `CREATE FUNCTION refuse_mail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
       CREATE TRIGGER refuse_mail BEFORE INSERT ON mails FOR EACH ROW WHEN (NEW.subject = 'Gift') EXECUTE FUNCTION refuse_mail()`,
    );
    const subjects = Array.from({ length: 20 }, (_, at) => (at === 9 ? 'Gift' : `Schwall ${at}`));
    const receipts = await Promise.all(
      subjects.map((subject, at) => gateway.deliver({ subject, from: `Gast ${at} <gast${at}@schwall${at % 3}.example>` })),
    );
    await t.db.query('DROP TRIGGER refuse_mail ON mails');
    expect(receipts.map(({ outcome }) => outcome)).toEqual(subjects.map((subject) => (subject === 'Gift' ? 'failed' : 'created')));
    expect(new Set(receipts.flatMap(({ ticket }) => ticket ?? [])).size).toBe(19);
    const each = `WHERE subject LIKE 'Schwall %'`;
    expect(await count(`mails ${each}`)).toBe(19);
    expect(await count(`audit WHERE action = 'created' AND entity_id IN (SELECT id::text FROM tickets ${each})`)).toBe(19);
    expect(await count(`events WHERE type = 'ticket.created' AND entity_id IN (SELECT id::text FROM tickets ${each})`)).toBe(19);
    expect(await count(`mail_addresses WHERE address LIKE 'gast%@schwall_.example'`)).toBe(19);
    const poison = (await t.api(listPoisonMails, {}, { as: admin })).items.find(({ reason }) => reason.startsWith('not-taken-in'));
    expect(await t.api(retryPoisonMail, { poisonId: poison?.id ?? '' }, { as: admin })).toMatchObject({
      receipt: { outcome: 'created', subject: 'Gift' },
    });
  });

  it('that joins one ticket from many sides loses nothing of it', async () => {
    const guests = Array.from({ length: 8 }, (_, at) => `rund${at}@runde${at}.example`);
    const first = await gateway.deliver({ subject: 'Runde', headers: [`Cc: ${guests.join(', ')}`] });
    const subject = `Runde [#${first.ticket}]`;
    const receipts = await Promise.all(guests.map((from) => gateway.deliver({ from, subject, text: `Das sage ich, ${from}: nein.` })));
    expect(receipts).toEqual(guests.map(() => expect.objectContaining({ outcome: 'appended', ticket: first.ticket }) as unknown));
    expect(await count(`messages m JOIN tickets t ON t.id = m.ticket_id WHERE t.subject = 'Runde'`)).toBe(9);
  });
});
