import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardMail, replyByMail, undoSend, uploadFile, writeMail } from '../../../shared/contract/outbox.js';
import { getPerson } from '../../../shared/contract/people.js';
import { getTicket } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';

let t: TestApp;
let office: PostOffice;
beforeAll(async () => {
  t = await startTestApp();
  office = await openPostOffice(t);
});
afterAll(async () => {
  await office.close();
  await t.close();
});

const HOLD = 10_000;
const header = (raw: string, name: string) => {
  const unfolded = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? null;
};
const lastSunk = () => {
  const mail = office.sink.mails.at(-1);
  if (!mail) throw new Error('the sink holds no mail');
  return mail;
};

describe('mail.reply', () => {
  it('holds the mail ten seconds, sends it once, and the customer’s answer joins the ticket by our Message-ID', async () => {
    const before = office.sink.mails.length;
    const { ticketId, digits } = await office.ticketFromMail({ id: 'q1@kunde.example', subject: 'Frage zur Lieferung' });
    const { message, ticket } = await office.reply(ticketId, { ticketAfter: 'waiting-customer' });
    expect(message.mail).toMatchObject({ direction: 'out', state: 'queued', subject: `Re: Frage zur Lieferung [#${digits}]` });
    expect(ticket).toMatchObject({ status: 'waiting-customer', ownerId: office.admin.id, firstAnsweredAt: null });
    await office.jump(HOLD - 1);
    expect(office.sink.mails).toHaveLength(before);
    await office.jump(1);
    expect(office.sink.mails).toHaveLength(before + 1);
    const { raw, from, to } = lastSunk();
    expect({ from, to }).toEqual({ from: 'support@haus.example', to: ['petra.kurz@kunde.example'] });
    expect(header(raw, 'In-Reply-To')).toBe('<q1@kunde.example>');
    expect(header(raw, 'References')).toBe('<q1@kunde.example>');
    expect(header(raw, 'From')).toBe('Haus Support <support@haus.example>');
    expect(header(raw, 'Auto-Submitted')).toBeNull();
    expect(raw).toContain('multipart/alternative');
    const sent = await office.message(ticketId, message.id);
    expect(sent.mail).toMatchObject({ state: 'sent', progress: { attempts: 1, nextAt: null } });
    expect(sent.mail?.progress?.answer).toMatch(/^250 /);
    expect(sent.mail?.progress?.recipients).toEqual([
      { address: 'petra.kurz@kunde.example', state: 'accepted', answer: expect.stringMatching(/^250 /) as string },
    ]);

    const ours = (header(raw, 'Message-ID') ?? '').replace(/[<>]/g, '');
    const answer = await office.gateway.deliver({ inReplyTo: ours, subject: 'ganz anders', text: 'Danke, aber wohin?' });
    expect(answer).toMatchObject({ outcome: 'appended', joinedBy: 'own-message-id', ticket: digits });
    const now = await t.api(getTicket, { ticketId }, { as: office.admin });
    expect(now.firstAnsweredAt).not.toBeNull();
    expect(now.status).toBe('open');
    const rows: { direction: string }[] = await t.db.query(`SELECT direction FROM interactions WHERE ticket_id = $1 ORDER BY at, id`, [
      ticketId,
    ]);
    expect(rows.map(({ direction }) => direction)).toEqual(['inbound', 'outbound', 'inbound']);
  });

  it('writes signature and quote in the customer’s language, and one Re: and one tag however often it goes back and forth', async () => {
    const { ticketId, digits } = await office.ticketFromMail({ subject: 'Aw: Re: Rechnung', text: 'Bitte\nprüfen' });
    await office.reply(ticketId);
    await office.jump(HOLD);
    const { raw } = lastSunk();
    expect(header(raw, 'Subject')).toBe(`Re: Rechnung [#${digits}]`);
    const again = await office.gateway.deliver({
      inReplyTo: (header(raw, 'Message-ID') ?? '').replace(/[<>]/g, ''),
      subject: `AW: Re: Rechnung [#${digits}]`,
      text: 'Und nun?',
    });
    expect(again.outcome).toBe('appended');
    const { message } = await office.reply(ticketId);
    expect(message.mail?.subject).toBe(`Re: Rechnung [#${digits}]`);
    const [row]: { text: string }[] = await t.db.query('SELECT text FROM mails WHERE id = $1', [message.id]);
    expect(row?.text).toContain('Am Freitag.\n\n-- \nFreundliche Grüße\nJonas Weber\n\nAm 23.11.2026');
    expect(row?.text).toContain('> Und nun?');
  });

  it('tells the second of two who answer at once what came, and sends when told to', async () => {
    const { ticketId, messageId } = await office.ticketFromMail();
    const colleague = await t.account({ name: 'Mara', roles: ['agent'] });
    await office.reply(ticketId, { text: 'Ich kümmere mich.' });
    const input = { ticketId, to: [{ name: '', address: 'petra.kurz@kunde.example' }], text: 'Ich auch.', seen: messageId };
    await expect(t.api(replyByMail, input, { as: colleague })).rejects.toMatchObject({
      status: 409,
      code: 'MAIL_CROSSED',
      details: { newer: [expect.objectContaining({ authorId: office.admin.id, text: 'Ich kümmere mich.' })] },
    });
    expect(await office.messages(ticketId)).toHaveLength(2);
    const { message } = await t.api(replyByMail, { ...input, evenIfNewer: true }, { as: colleague });
    expect(message.authorId).toBe(colleague.id);
  });

  it('is not there for who may not see the ticket, and says that no mailbox can send', async () => {
    const team = await t.team();
    const { ticketId } = await office.ticketFromMail();
    await t.db.query('UPDATE tickets SET team_id = $2, version = version + 1 WHERE id = $1', [ticketId, team.id]);
    const stranger = await t.account({ roles: ['agent'] });
    const input = { ticketId, to: [{ name: '', address: 'a@b.example' }], text: 'x', seen: null, evenIfNewer: true };
    await expect(t.api(replyByMail, input, { as: stranger })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const mailboxId = '00000000-0000-7000-8000-000000000000';
    await expect(t.api(replyByMail, { ...input, mailboxId }, { as: office.admin })).rejects.toMatchObject({ code: 'NO_IDENTITY' });
  });
});

describe('mail.undo-send', () => {
  it('gives back what was written and what it changed; nothing goes out', async () => {
    const { ticketId } = await office.ticketFromMail();
    const { message } = await office.reply(ticketId, { text: 'Zu frueh', ticketAfter: 'solved' });
    await office.jump(HOLD - 1);
    const { draft, ticket } = await t.api(undoSend, { messageId: message.id }, { as: office.admin });
    expect(draft).toMatchObject({ mode: 'reply', text: 'Zu frueh', to: [{ address: 'petra.kurz@kunde.example' }] });
    expect(ticket).toMatchObject({ status: 'new', ownerId: null, endedAt: null });
    await office.jump(HOLD);
    expect(office.sink.mails.filter(({ raw }) => raw.includes('Zu frueh'))).toEqual([]);
    expect(await office.messages(ticketId)).toHaveLength(1);
  });
  it('is refused once the mail has begun to go out', async () => {
    const { ticketId } = await office.ticketFromMail();
    const { message } = await office.reply(ticketId);
    await office.jump(HOLD);
    await expect(t.api(undoSend, { messageId: message.id }, { as: office.admin })).rejects.toMatchObject({
      status: 409,
      code: 'MAIL_GONE_OUT',
      details: { state: 'sent' },
    });
  });
});

describe('files, forwarded and new mails', () => {
  it('sends files along by their hash, and refuses those of somebody else, and too many', async () => {
    const { ticketId } = await office.ticketFromMail();
    const file = await t.send('POST', `/api/v1${uploadFile.path}?name=Preise.csv&contentType=text/csv`, {
      headers: { Cookie: office.admin.cookie, 'X-Ringback': '1', 'Content-Type': 'application/octet-stream' },
      body: 'a;b\n1;2\n',
    });
    const { id } = uploadFile.output.parse(file.json);
    const other = await t.account({ roles: ['agent'] });
    const input = { ticketId, to: [{ name: '', address: 'a@b.example' }], text: 'Anbei', seen: null, evenIfNewer: true, uploadIds: [id] };
    await expect(t.api(replyByMail, input, { as: other })).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
    const maxBytes = 50 * 786_432;
    await t.db.query('UPDATE mail_uploads SET bytes = $2 WHERE id = $1', [id, maxBytes / 2 + 1]);
    await expect(office.reply(ticketId, { uploadIds: [id, id] })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      details: { maxBytes },
    });
    await t.db.query('UPDATE mail_uploads SET bytes = 8 WHERE id = $1', [id]);
    const { message } = await office.reply(ticketId, { uploadIds: [id] });
    expect(message.mail?.attachments).toMatchObject([{ name: 'Preise.csv', contentType: 'text/csv', bytes: 8 }]);
    await office.jump(HOLD);
    expect(lastSunk().raw).toContain(Buffer.from('a;b\n1;2\n').toString('base64'));
  });

  it('passes a mail on to others without taking it for an answer to the customer', async () => {
    const { ticketId, messageId } = await office.ticketFromMail({ subject: 'Störung', text: 'Nichts geht.' });
    const to = [{ name: 'Lieferant', address: 'hilfe@lieferant.example' }];
    await t.api(forwardMail, { ticketId, messageId, to, text: 'Bitte ansehen', seen: messageId }, { as: office.admin });
    await office.jump(HOLD);
    const { raw, to: reached } = lastSunk();
    expect(reached).toEqual(['hilfe@lieferant.example']);
    expect(header(raw, 'In-Reply-To')).toBeNull();
    expect(raw).toContain('Weitergeleitete Nachricht');
    const ticket = await t.api(getTicket, { ticketId }, { as: office.admin });
    expect(ticket.firstAnsweredAt).toBeNull();
    const { person } = await t.api(getPerson, { personId: ticket.personId ?? '' }, { as: office.admin });
    const rows: unknown[] = await t.db.query(
      `SELECT 1 FROM interactions WHERE person_id = $1 AND ticket_id = $2 AND direction = 'outbound'`,
      [person.id, ticketId],
    );
    expect(rows).toEqual([]);
  });

  it('begins a new thread on a ticket', async () => {
    const { ticketId, digits, messageId } = await office.ticketFromMail();
    const to = [{ name: '', address: 'a@b.example' }];
    await t.api(writeMail, { ticketId, to, subject: 'Termin am Montag', text: 'Passt 9 Uhr?', seen: messageId }, { as: office.admin });
    await office.jump(HOLD);
    const { raw } = lastSunk();
    expect(header(raw, 'Subject')).toBe(`Termin am Montag [#${digits}]`);
    expect(header(raw, 'References')).toBeNull();
    expect(raw).not.toContain('schrieb');
  });
});
