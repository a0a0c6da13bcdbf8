import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { installationKey } from '../../../server/core/installation-key.js';
import { recordOutgoing } from '../../../server/features/mail/index.js';
import { loopMark } from '../../../server/features/mail/threading/own-message-id.js';
import { makePlusAddress } from '../../../server/features/mail/threading/plus-address.js';
import { createMailbox } from '../../../shared/contract/mail.js';
import { editSettings, readSettings } from '../../../shared/contract/settings.js';
import { findByNumber } from '../../../shared/contract/tickets.js';
import type { MailReceipt } from '../../../shared/models/mail.js';
import type { Message, Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';
import { type Gateway, openGateway, PLAIN_OUTGOING } from '../../support/mail.js';

let t: TestApp;
let admin: TestAccount;
let gateway: Gateway;
let key: Buffer;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
  key = installationKey(t.app.deps.config.RINGBACK_DATA);
  await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: null }, { as: admin });
});
afterAll(() => t.close());

let counter = 0;
const customer = () => `kunde${++counter}@gmx.de`;

async function look(receipt: MailReceipt): Promise<{ ticket: Ticket; messages: Message[] }> {
  const found = await t.api(findByNumber, { number: receipt.ticket ?? '' }, { as: admin });
  if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
  return { ticket: found.ticket, messages: found.history.items.flatMap((item) => (item.kind === 'message' ? [item.message] : [])) };
}
/** A mail of ours on the ticket; its Message-ID. */
async function answer(receipt: MailReceipt, to: string): Promise<{ headerId: string; messageId: string }> {
  const { ticket } = await look(receipt);
  return t.transaction(systemActor('test'), async (ctx) => {
    const out = {
      ticket: { id: ticket.id, counter: Number(ticket.number.slice(0, -1)) },
      authorId: admin.id,
      subject: 'Re: Frage',
      text: 'Morgen.',
    };
    const from = { name: 'Haus', address: 'support@haus.example' };
    const sent = await recordOutgoing(
      ctx,
      { ...out, from, to: [{ name: '', address: to }], cc: [], references: [], ...PLAIN_OUTGOING },
      key,
    );
    return { headerId: sent.headerId, messageId: sent.message.id };
  });
}

describe('a mail joins', () => {
  it('by our own Message-ID anywhere in its headers, whoever writes, and the decision stands on the message', async () => {
    const from = customer();
    const first = await gateway.deliver({ from });
    const { headerId } = await answer(first, from);
    const reply = await gateway.deliver({
      from: 'kollege@firma.example',
      references: ['fremd@x.example', headerId.toUpperCase(), 'neu@x.example'],
    });
    expect(reply).toMatchObject({ outcome: 'appended', ticket: first.ticket, isNewTicket: false, joinedBy: 'own-message-id' });
    expect((await look(first)).messages.filter(({ mail }) => mail?.joinedBy === 'own-message-id')).toMatchObject([
      { mail: { hint: null } },
    ]);
  });

  it('not by a Message-ID of ours that was tampered with', async () => {
    const from = customer();
    const [first, other] = [await gateway.deliver({ from }), await gateway.deliver({ from: customer() })];
    const { headerId } = await answer(first, from);
    const forged = headerId.replace(first.ticket?.replace(/^0+/, '') ?? '', other.ticket?.replace(/^0+/, '') ?? '');
    expect(forged).not.toBe(headerId);
    expect(await gateway.deliver({ from: customer(), inReplyTo: forged })).toMatchObject({ outcome: 'created', joinedBy: null });
  });

  it('by the newest of our Message-IDs when there are two', async () => {
    const from = customer();
    const [a, b] = [await gateway.deliver({ from, subject: 'A' }), await gateway.deliver({ from, subject: 'B' })];
    const [ofA, ofB] = [await answer(a, from), await answer(b, from)];
    expect(await gateway.deliver({ from, references: [ofA.headerId, ofB.headerId] })).toMatchObject({ ticket: b.ticket });
    expect(await gateway.deliver({ from, references: [ofB.headerId, ofA.headerId] })).toMatchObject({ ticket: a.ticket });
    expect(await gateway.deliver({ from, references: [ofB.headerId], inReplyTo: ofA.headerId })).toMatchObject({ ticket: a.ticket });
  });

  it('by plus-address: with our MAC from anybody, with the bare number from those who have to do with it', async () => {
    const from = customer();
    const first = await gateway.deliver({ from });
    const proven = makePlusAddress(key, Number(first.ticket?.slice(0, -1)), 'support@haus.example');
    const bare = `support+${first.ticket}@haus.example`;
    expect(await gateway.deliver({ from: customer(), to: proven })).toMatchObject({ ticket: first.ticket, joinedBy: 'plus-address' });
    expect(await gateway.deliver({ from, to: bare })).toMatchObject({ ticket: first.ticket, joinedBy: 'plus-address' });
    expect(await gateway.deliver({ from: customer(), to: bare })).toMatchObject({ outcome: 'created', joinedBy: null });
    expect(await gateway.deliver({ from: customer(), to: proven.replace('haus', 'anderswo') })).toMatchObject({ outcome: 'created' });
  });

  it('by the number in our tag from a customer, and from a colleague of theirs in Cc', async () => {
    const from = customer();
    const first = await gateway.deliver({ from, headers: ['Cc: kollegin@gmx.de'] });
    expect(await gateway.deliver({ from, subject: `AW: Frage [#${first.ticket}]` })).toMatchObject({
      ticket: first.ticket,
      joinedBy: 'ticket-number',
    });
    expect(await gateway.deliver({ from: 'kollegin@gmx.de', subject: `Ticket#${first.ticket}` })).toMatchObject({
      joinedBy: 'ticket-number',
    });
  });

  it('by Message-IDs of others: of a mail of the ticket, and of an original we never saw, from those who have to do with it', async () => {
    const from = customer();
    const first = await gateway.deliver({ from, id: `wurzel${counter}@gmx.de`, references: [`nie-gesehen${counter}@gmx.de`] });
    const fromParent = await gateway.deliver({ from: customer(), inReplyTo: first.messageId ?? '' });
    expect(fromParent).toMatchObject({ ticket: first.ticket, joinedBy: 'references' });
    const root = `nie-gesehen${counter - 1}@gmx.de`;
    expect(await gateway.deliver({ from, references: [root] })).toMatchObject({ ticket: first.ticket, joinedBy: 'references' });
    expect(await gateway.deliver({ from: customer(), references: [root] })).toMatchObject({ outcome: 'created' });
    expect(await gateway.deliver({ from, id: root })).toMatchObject({ ticket: first.ticket, joinedBy: 'references' });
  });
});

describe('a mail opens a ticket of its own', () => {
  it('when a stranger quotes a number, with a hint; it joins where the setting says so', async () => {
    const first = await gateway.deliver({ from: customer() });
    const stranger = await gateway.deliver({ from: customer(), subject: `[#${first.ticket}]` });
    expect(stranger).toMatchObject({ outcome: 'created', joinedBy: null, reason: expect.stringContaining(first.ticket ?? '') as string });
    const { ticket } = await look(first);
    expect((await look(stranger)).messages[0]?.mail?.hint).toEqual({ kind: 'stranger', number: first.ticket, ticketId: ticket.id });
    const { version } = await t.api(readSettings, {}, { as: admin });
    const changed = await t.api(editSettings, { version, settings: { mailStrangers: 'join' } }, { as: admin });
    expect(await gateway.deliver({ from: customer(), subject: `[#${first.ticket}]` })).toMatchObject({ ticket: first.ticket });
    await t.api(editSettings, { version: changed.version, settings: { mailStrangers: 'new-with-hint' } }, { as: admin });
  });

  it('when two digits of the number are swapped, and says that a digit is wrong', async () => {
    const from = customer();
    const { ticket } = await gateway.deliver({ from });
    const digits = ticket ?? '';
    const at = [...digits].findIndex((digit, index) => index + 1 < digits.length && digit !== digits[index + 1]);
    const swapped = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
    const mail = await gateway.deliver({ from, subject: `[#${swapped}]` });
    expect(mail).toMatchObject({ outcome: 'created', isNewTicket: true });
    expect((await look(mail)).messages[0]?.mail?.hint).toEqual({ kind: 'misheard', number: swapped, ticketId: null });
  });

  it('never by the same subject, a tag in the body or a bare number', async () => {
    const from = customer();
    const { ticket } = await gateway.deliver({ from, subject: 'Rechnung' });
    for (const parts of [
      { subject: 'Re: Rechnung' },
      { text: `[#${ticket}]` },
      { subject: `Rechnung ${ticket}` },
      { subject: `Rechnung #${ticket}` },
    ])
      expect(await gateway.deliver({ from, ...parts })).toMatchObject({ outcome: 'created' });
  });

  it('when somebody’s Message-IDs are not unique: they prove nothing', async () => {
    const id = 'immer-gleich@scanner.example';
    await gateway.deliver({ from: customer(), id, subject: 'Scan 1' });
    await gateway.deliver({ from: customer(), id, subject: 'Scan 2' });
    expect(await gateway.deliver({ from: customer(), references: [id] })).toMatchObject({ outcome: 'created' });
  });
});

describe('what does not open a ticket', () => {
  it('our own copy coming back is ignored; a mail with our mark from elsewhere is not', async () => {
    const from = customer();
    const first = await gateway.deliver({ from });
    const { headerId } = await answer(first, from);
    expect(await gateway.deliver({ from: 'support@haus.example', id: headerId })).toMatchObject({ outcome: 'ignored', ticket: null });
    const marked = [`X-Ringback-Loop: ${loopMark(key)}`];
    expect(await gateway.deliver({ from: 'support@haus.example', headers: marked })).toMatchObject({ outcome: 'ignored' });
    expect(await gateway.deliver({ from, headers: marked })).toMatchObject({ outcome: 'created', mayAutoReply: false });
  });

  it('an out-of-office answer joins its ticket without opening it, and is kept without a ticket elsewhere', async () => {
    const from = customer();
    const first = await gateway.deliver({ from });
    const { headerId } = await answer(first, from);
    await t.db.query("UPDATE tickets SET status = 'solved', ended_at = $2, version = version + 1 WHERE id = $1", [
      (await look(first)).ticket.id,
      t.clock.now(),
    ]);
    const vacation = { from, subject: 'Abwesend: Re: Frage', text: 'Ich bin im Urlaub.', headers: ['Auto-Submitted: auto-replied'] };
    expect(await gateway.deliver({ ...vacation, inReplyTo: headerId })).toMatchObject({
      outcome: 'auto-reply',
      ticket: first.ticket,
      mayAutoReply: false,
    });
    const { ticket, messages } = await look(first);
    expect(ticket).toMatchObject({ status: 'solved', quietReplies: 0 });
    expect(messages.filter(({ mail }) => mail?.isAutoReply)).toHaveLength(1);
    expect(await gateway.deliver(vacation)).toMatchObject({ outcome: 'auto-reply', ticket: null });
  });
});
