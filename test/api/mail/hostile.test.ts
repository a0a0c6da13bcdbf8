import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../../shared/contract/auth.js';
import { getMailOriginal } from '../../../shared/contract/mail.js';
import { getMailboxSending, setMailboxSending } from '../../../shared/contract/outbox.js';
import type { MailReceipt } from '../../../shared/models/mail.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { bombs, brokenMails } from '../../support/hostile-mime.js';
import { deliveryReport } from '../../support/mail.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';

const HOLD = 10_000;
let t: TestApp;
let office: PostOffice;
beforeAll(async () => {
  t = await startTestApp();
  office = await openPostOffice(t);
});
afterAll(async () => {
  await t.close();
  await office.close();
});

async function headerOf(messageId: string): Promise<string> {
  const [row]: { id: string }[] = await t.db.query('SELECT header_id AS id FROM mails WHERE id = $1', [messageId]);
  return row?.id ?? '';
}

async function answered(to: string[]): Promise<{ ticketId: string; digits: string; messageId: string; header: string }> {
  const { ticketId, digits } = await office.ticketFromMail();
  const parties = to.map((address) => ({ name: '', address }));
  const { message } = await office.reply(ticketId, { to: parties });
  await office.jump(HOLD);
  return { ticketId, digits, messageId: message.id, header: await headerOf(message.id) };
}

describe('a mail of ours in other hands', () => {
  it('written into and sent back under its own Message-ID is what a customer says, and joins', async () => {
    const { digits, header } = await answered(['petra.kurz@kunde.example']);
    const receipt = await office.gateway.deliver({ id: header, subject: 'Ware', text: 'Meine Antwort steht hier.' });
    expect(receipt).toMatchObject({ outcome: 'appended', ticket: digits, joinedBy: 'own-message-id' });
    const ours = await office.gateway.deliver({ id: header, from: 'support@haus.example', text: 'Am Freitag.' });
    expect(ours.outcome).toBe('ignored');
  });

  it('that comes back from two recipients one after the other says both, and a late delay undoes nothing', async () => {
    const { ticketId, messageId, header } = await answered(['a.weg@gmx.de', 'b.weg@gmx.de']);
    const report = (address: string, action: 'failed' | 'delayed', status: string) =>
      office.gateway.deliver(deliveryReport({ originalId: header, address, action, status }));
    await report('a.weg@gmx.de', 'failed', '5.1.1');
    await report('b.weg@gmx.de', 'failed', '5.2.2');
    await report('b.weg@gmx.de', 'delayed', '4.4.1');
    const { mail } = await office.message(ticketId, messageId);
    expect(mail?.state).toBe('bounced');
    expect(mail?.bounce).toMatchObject({
      hard: true,
      recipients: [{ address: 'a.weg@gmx.de' }, { address: 'b.weg@gmx.de', status: '5.2.2' }],
    });
  });

  it('goes once to an address written in two ways', async () => {
    await answered(['Petra.Kurz@kunde.example', 'petra.kurz@kunde.example']);
    expect(office.sink.mails.at(-1)?.to).toEqual(['Petra.Kurz@kunde.example']);
  });
});

describe('headers beyond all use', () => {
  it('become a ticket whose message is small, with nobody as its sender', async () => {
    const to = Array.from({ length: 3000 }, (_one, at) => `r${at}@viele.example`).join(',\r\n ');
    const from = `"${'N'.repeat(5000)}" <${'a'.repeat(5000)}@lang.example>`;
    const receipt = await office.gateway.deliver({ from, to, subject: `[ [ ${'[#1 '.repeat(20_000)}`, references: ['x'.repeat(9000)] });
    expect(receipt).toMatchObject({ outcome: 'created', isNewTicket: true });
    expect(receipt.to.length).toBe(3000);
    const [row]: { size: number; from: string }[] = await t.db.query(
      `SELECT length(g.mail::text) AS size, m.from_address AS "from" FROM mails m JOIN messages g ON g.id = m.id WHERE m.header_id = $1`,
      [receipt.messageId],
    );
    expect(row?.from).toBe('');
    expect(row?.size).toBeLessThan(50_000);
  });
});

/** How many broken mails, which, and how large the bombs are (100: as large as they come). */
const { HOSTILE_RUNS = '40', HOSTILE_SEED = '1', HOSTILE_SIZE = '10' } = process.env;

describe('bytes that are hardly a mail', () => {
  const headers = { 'Content-Type': 'message/rfc822' };

  it('are taken in or set aside for what they are, one like the other, and shown without harm', async () => {
    const { secret } = await t.api(createToken, { name: 'garbage', scopes: ['mail'] }, { as: office.admin });
    const broken = brokenMails(Number(HOSTILE_RUNS), Number(HOSTILE_SEED)).map((mail, number) => ({ name: `mail ${number}`, mail }));
    const strange: string[] = [];
    for (const { name, mail } of [...broken, ...bombs(Number(HOSTILE_SIZE))]) {
      const answer = await fetch(`${t.url}/api/v1/mail`, {
        method: 'POST',
        headers: { ...headers, Authorization: `Bearer ${secret}` },
        body: new Uint8Array(mail),
      });
      const receipt = (await answer.json()) as MailReceipt;
      const isKnown =
        answer.status === 200 && (receipt.outcome !== 'failed' || /^(?:too-many-parts|header-too-large|empty):/.test(receipt.reason));
      if (!isKnown) strange.push(`${name}: ${answer.status} ${JSON.stringify(receipt).slice(0, 300)}`);
    }
    expect(strange).toEqual([]);
    const mails: { id: string }[] = await t.db.query('SELECT id FROM mails WHERE html IS NOT NULL');
    expect(mails.length).toBeGreaterThan(4);
    for (const { id } of mails) {
      const { html } = await t.api(getMailOriginal, { messageId: id }, { as: office.admin });
      expect(html).not.toMatch(/<script|<svg|\son\w+=/i);
    }
  });
});

describe('two desks that acknowledge each other', () => {
  it('stop after one round, though the other one says nowhere that it is a machine', async () => {
    const as = { as: office.admin };
    const { sending } = await t.api(getMailboxSending, { mailboxId: office.mailbox.id }, as);
    if (!sending) throw new Error('the mailbox does not send');
    const { id: mailboxId, hasPassword: _hasPassword, ...rest } = sending;
    await t.api(setMailboxSending, { mailboxId, ...rest, acknowledgement: { isOn: true, de: '', en: '' } }, as);
    office.sink.mails.length = 0;
    const from = 'hilfe@anderer-tisch.example';
    const first = await office.gateway.deliver({ from, subject: 'Ihr Auftrag' });
    await t.advance(1000);
    expect(office.sink.mails).toHaveLength(1);
    const text = `Ihre Nachricht ist eingegangen.\r\n\r\n> Re: Ihr Auftrag [#${first.ticket}]\r\n> ${'Guten Tag'}`;
    const second = await office.gateway.deliver({ from: from.toUpperCase(), subject: 'Neuer Vorgang 4711', text });
    expect(second.isNewTicket).toBe(true);
    await t.advance(1000);
    expect(office.sink.mails).toHaveLength(1);
    await office.gateway.deliver({ from, subject: 'Etwas anderes' });
    await t.advance(1000);
    expect(office.sink.mails).toHaveLength(2);
  });
});
