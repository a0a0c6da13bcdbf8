import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examineSending } from '../../../scripts/support/doctor/sending.js';
import { createMailbox } from '../../../shared/contract/mail.js';
import { confirmSent, getMailboxSending, sendAgain, setMailboxSending, testSmtp, undoSend } from '../../../shared/contract/outbox.js';
import { editSettings, readSettings } from '../../../shared/contract/settings.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';
import { startSmtpSink } from '../../support/smtp-sink.js';

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
beforeEach(() => {
  office.sink.script = {};
  office.sink.mails.length = 0;
});

const HOLD = 10_000;
const MINUTE = 60_000;
const idOf = (raw: string) => /^Message-ID:\s*<(.*)>/im.exec(raw)?.[1] ?? '';

/** A reply whose hold is over; how it stands then. */
async function replied(to = ['petra.kurz@kunde.example']) {
  const { ticketId } = await office.ticketFromMail();
  const { message } = await office.reply(ticketId, { to: to.map((address) => ({ name: '', address })) });
  await office.jump(HOLD);
  const look = async () => (await office.message(ticketId, message.id)).mail;
  return { ticketId, messageId: message.id, look };
}

describe('a mail server that does not take a mail', () => {
  it('is asked again after 1, 5, 15 and 60 minutes, and the mail goes out once', async () => {
    office.sink.script = { onRecipient: () => '450 4.2.1 mailbox busy' };
    const { look } = await replied();
    for (const [attempt, minutes] of [1, 5, 15, 60].entries()) {
      const mail = await look();
      expect(mail).toMatchObject({
        state: 'deferred',
        progress: { attempts: attempt + 1, answer: expect.stringContaining('450') as string },
      });
      expect(new Date(mail?.progress?.nextAt ?? '').getTime() - t.clock.now().getTime()).toBe(minutes * MINUTE);
      if (minutes === 60) office.sink.script = {};
      await office.jump(minutes * MINUTE);
    }
    expect(await look()).toMatchObject({ state: 'sent', progress: { attempts: 5, nextAt: null } });
    expect(office.sink.mails).toHaveLength(1);
  });

  it('gets three days, then the mail has failed; sent again it has the same Message-ID', async () => {
    office.sink.script = { isDown: true };
    const { look, messageId, ticketId } = await replied();
    expect(await look()).toMatchObject({ state: 'deferred' });
    await t.db.query(`UPDATE outgoing_mails SET first_try_at = first_try_at - interval '3 days' WHERE id = $1`, [messageId]);
    await office.jump(MINUTE);
    expect(await look()).toMatchObject({ state: 'failed', progress: { nextAt: null, recipients: [{ state: 'refused' }] } });
    const [contact]: unknown[] = await t.db.query(`SELECT 1 FROM interactions WHERE ticket_id = $1 AND direction = 'outbound'`, [ticketId]);
    expect(contact).toBeUndefined();
    office.sink.script = {};
    expect((await t.api(sendAgain, { messageId }, { as: office.admin })).mail?.state).toBe('queued');
    await t.settle();
    expect(await look()).toMatchObject({ state: 'sent' });
    const [row]: { header: string }[] = await t.db.query('SELECT header_id AS header FROM mails WHERE id = $1', [messageId]);
    expect(office.sink.mails.map(({ raw }) => idOf(raw))).toEqual([row?.header]);
    await expect(t.api(sendAgain, { messageId }, { as: office.admin })).rejects.toMatchObject({ code: 'NOT_RESENDABLE' });
  });

  it('refuses one recipient for good and one for now: each is told apart, and nobody gets it twice', async () => {
    let isBusy = true;
    office.sink.script = {
      onRecipient: (address) => {
        if (address.startsWith('unknown')) return '550 5.1.1 no such user';
        return isBusy && address.startsWith('busy') ? '451 4.3.0 later' : null;
      },
    };
    const { look } = await replied(['fine@a.example', 'unknown@a.example', 'busy@a.example']);
    const states = async () => (await look())?.progress?.recipients.map(({ address, state }) => [address.split('@')[0], state]);
    expect(await look()).toMatchObject({ state: 'deferred' });
    expect(await states()).toEqual([
      ['fine', 'accepted'],
      ['unknown', 'refused'],
      ['busy', 'waiting'],
    ]);
    isBusy = false;
    await office.jump(MINUTE);
    expect(await look()).toMatchObject({ state: 'failed', progress: { nextAt: null } });
    expect(await states()).toContainEqual(['busy', 'accepted']);
    expect(office.sink.mails.map(({ to }) => to)).toEqual([['fine@a.example'], ['busy@a.example']]);
  });

  it('refuses the content for good: failed at once, with its words', async () => {
    office.sink.script = { onMail: () => '554 5.7.1 looks like spam' };
    const { look } = await replied();
    expect(await look()).toMatchObject({
      state: 'failed',
      progress: { attempts: 1, answer: expect.stringContaining('554 5.7.1') as string },
    });
  });

  it('takes the content and says nothing: unconfirmed, never repeated by itself, and the agent decides', async () => {
    office.sink.script = { onMail: () => 'drop' };
    const { look, messageId } = await replied();
    expect(await look()).toMatchObject({ state: 'unconfirmed', progress: { attempts: 1, nextAt: null } });
    expect(await t.db.query('SELECT 1 FROM deadlines WHERE key = $1', [messageId])).toEqual([]);
    await office.jump(60 * MINUTE);
    expect(office.sink.mails).toHaveLength(1);
    await expect(t.api(undoSend, { messageId }, { as: office.admin })).rejects.toMatchObject({ code: 'MAIL_GONE_OUT' });
    const stranger = await t.account({ roles: ['agent'] });
    expect((await t.api(confirmSent, { messageId }, { as: stranger })).mail?.state).toBe('sent');
    await expect(t.api(confirmSent, { messageId }, { as: stranger })).rejects.toMatchObject({ code: 'NOT_UNCONFIRMED' });

    const other = await replied();
    office.sink.script = {};
    await t.api(sendAgain, { messageId: other.messageId }, { as: office.admin });
    await t.settle();
    expect(await other.look()).toMatchObject({ state: 'sent', progress: { attempts: 2 } });
    const [first, second] = office.sink.mails.slice(-2).map(({ raw }) => idOf(raw));
    expect(second).toBe(first);
  });
});

describe('a process that died', () => {
  const left = (messageId: string, hasBegun: boolean) =>
    t.db.query(`UPDATE outgoing_mails SET state = 'sending', fence = 1, attempts = 1, has_begun = $2 WHERE id = $1`, [messageId, hasBegun]);
  const held = async () => {
    const { ticketId } = await office.ticketFromMail();
    const { message } = await office.reply(ticketId);
    return { messageId: message.id, look: async () => (await office.message(ticketId, message.id)).mail };
  };

  it('before the content began: the next one sends the mail, once', async () => {
    const { messageId, look } = await held();
    await left(messageId, false);
    await office.jump(HOLD);
    expect(await look()).toMatchObject({ state: 'sent' });
    expect(office.sink.mails).toHaveLength(1);
  });
  it('after it began: the mail is unconfirmed and not sent', async () => {
    const { messageId, look } = await held();
    await left(messageId, true);
    await office.jump(HOLD);
    expect(await look()).toMatchObject({ state: 'unconfirmed' });
    expect(office.sink.mails).toHaveLength(0);
  });
  it('whose job got lost: the mail goes out an hour later', async () => {
    const { messageId, look } = await held();
    await left(messageId, false);
    await t.db.query(`DELETE FROM deadlines WHERE key = $1`, [messageId]);
    await office.jump(61 * MINUTE);
    expect(office.sink.mails).toHaveLength(0);
    for (const feature of t.app.features) if (feature.name === 'outbox') await feature.everyHour?.();
    await t.settle();
    expect(await look()).toMatchObject({ state: 'sent' });
    expect(office.sink.mails).toHaveLength(1);
  });
  it('and comes back while another has the mail: it may not begin with the content', async () => {
    const { messageId, look } = await held();
    office.sink.script = {
      beforeContent: async () => void (await t.db.query('UPDATE outgoing_mails SET fence = fence + 1 WHERE id = $1', [messageId])),
    };
    await office.jump(HOLD);
    expect(office.sink.mails).toHaveLength(0);
    expect(await look()).toMatchObject({ state: 'sending' });
  });
});

describe('a report about a mail of ours', () => {
  it('makes it bounced, and the ticket stays as it was', async () => {
    const { look } = await replied();
    const id = idOf(office.sink.mails[0]?.raw ?? '');
    const receipt = await office.gateway.deliver({
      from: 'MAILER-DAEMON@mx.kunde.example',
      subject: 'Undelivered Mail Returned to Sender',
      headers: ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', 'Auto-Submitted: auto-replied'],
      text: [
        '--b\r\nContent-Type: text/plain\r\n\r\nIt failed.',
        '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; petra.kurz@kunde.example\r\nAction: failed\r\nStatus: 5.1.1',
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${id}>\r\n--b--`,
      ].join('\r\n'),
    });
    expect(receipt).toMatchObject({ outcome: 'bounce', bounce: { hard: true } });
    expect(await look()).toMatchObject({ state: 'bounced', bounce: { hard: true } });
  });
});

describe('mailboxes.test-smtp', () => {
  it('says in a word what is wrong, and nothing when all is well', async () => {
    const guarded = await startSmtpSink({ user: 'support', password: 'richtig' });
    const server = { host: '127.0.0.1', port: guarded.port, security: 'none' as const, login: 'support' };
    const as = { as: office.admin };
    const test = (changed: object) => t.api(testSmtp, { mailboxId: office.mailbox.id, server: { ...server, ...changed } }, as);
    expect(await test({ password: 'richtig' })).toEqual({ fault: null, answer: null });
    expect(await test({ password: 'falsch' })).toMatchObject({ fault: 'login-refused', answer: expect.stringContaining('535') as string });
    expect(await test({ security: 'starttls', password: 'richtig' })).toMatchObject({ fault: 'no-tls' });
    expect(await test({ security: 'tls', password: 'richtig' })).toMatchObject({ fault: 'no-tls' });
    expect(await test({ host: 'mail.invalid', password: 'x' })).toMatchObject({ fault: 'unknown-host' });
    await guarded.close();
    expect(await test({ password: 'x' })).toMatchObject({ fault: 'no-connection' });
    expect(await t.api(testSmtp, { mailboxId: office.mailbox.id }, as)).toEqual({ fault: null, answer: null });
  });

  it('refuses addresses inside our network unless the setting allows them', async () => {
    const as = { as: office.admin };
    const set = async (mailMayUseInternalHosts: boolean) => {
      const { version } = await t.api(readSettings, {}, as);
      await t.api(editSettings, { version, settings: { mailMayUseInternalHosts } }, as);
    };
    await set(false);
    expect(await t.api(testSmtp, { mailboxId: office.mailbox.id }, as)).toMatchObject({ fault: 'internal-host' });
    await set(true);
  });

  it('keeps the password to itself, sealed, and for the server it was typed for', async () => {
    const as = { as: office.admin };
    const guarded = await startSmtpSink({ user: 'support', password: 'geheim-123' });
    const mailbox = await t.api(createMailbox, { address: 'zwei@haus.example', name: 'Zwei', teamId: null }, as);
    const how = { host: '127.0.0.1', port: guarded.port, security: 'none' as const, login: 'support', usesPlusAddress: true };
    const input = { mailboxId: mailbox.id, version: 0, ...how, password: 'geheim-123', signatures: { de: '', en: '' } };
    const saved = await t.api(setMailboxSending, input, as);
    expect(saved).toMatchObject({ hasPassword: true, version: 1 });
    const { sending } = await t.api(getMailboxSending, { mailboxId: mailbox.id }, as);
    expect(JSON.stringify(sending)).not.toContain('geheim');
    const rows: { text: string }[] = await t.db.query('SELECT row_to_json(m)::text AS text FROM mailbox_sending m');
    const audits: { text: string }[] = await t.db.query(
      `SELECT row_to_json(a)::text AS text FROM audit a WHERE entity = 'mailbox_sending'`,
    );
    expect([...rows, ...audits].map(({ text }) => text).join()).not.toContain('geheim');
    const { ticketId } = await office.ticketFromMail();
    await office.reply(ticketId, { mailboxId: mailbox.id });
    await office.jump(HOLD);
    expect(guarded.mails[0]?.raw).toMatch(/^Reply-To: zwei\+\d+-[0-9a-f]{12}@haus\.example/m);
    await expect(t.api(setMailboxSending, input, as)).rejects.toMatchObject({ code: 'STALE' });
    await guarded.close();
  });
});

describe('from outside', () => {
  const metrics = async () => (await t.send('GET', '/metrics')).text;

  it('metrics count what came, what was tried and what waits', async () => {
    office.sink.script = { isDown: true };
    const tried = (text: string) => Number(/ringback_mails_tried_total\{result="deferred"\} (\d+)/.exec(text)?.[1] ?? 0);
    const before = tried(await metrics());
    await replied();
    const text = await metrics();
    expect(tried(text)).toBe(before + 1);
    expect(text).toMatch(/ringback_mails_received_total\{outcome="created"\} [1-9]/);
    expect(text).toMatch(/ringback_mail_queue\{state="deferred"\} [1-9]/);
    expect(text).toContain('ringback_mail_queue{state="set-aside"} 0');
  });

  it('the doctor asks the mail server of each mailbox and names what is stuck', async () => {
    const { config } = t.app.deps;
    const ofMailbox = async () => (await examineSending(config, t.db)).find(({ what }) => what === `sending ${office.mailbox.address}`);
    expect(await ofMailbox()).toMatchObject({ state: 'ok', words: '127.0.0.1 takes mail' });
    office.sink.script = { isDown: true };
    expect(await ofMailbox()).toMatchObject({ state: 'failed', words: expect.stringContaining('421') as string });
    await t.db.query(
      `UPDATE outgoing_mails SET state = CASE WHEN id = (SELECT min(id::text)::uuid FROM outgoing_mails) THEN 'unconfirmed' ELSE 'sent' END`,
    );
    expect((await examineSending(config, t.db)).at(-1)).toMatchObject({
      state: 'warning',
      words: expect.stringContaining('1 unconfirmed'),
    });
  });
});
