import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMailboxFetching, setMailboxFetching, testImap } from '../../../shared/contract/fetching.js';
import { setMailboxSending, testSmtp } from '../../../shared/contract/outbox.js';
import type { ImapFault } from '../../../shared/models/fetching.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type Dovecot, type DovecotBox, startDovecot } from '../../support/dovecot.js';
import { openBox, readingFrom } from '../../support/imap-office.js';
import { mailText } from '../../support/mail.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';
import { startSmtpSink } from '../../support/smtp-sink.js';
import { startTokenServer, type TokenServer } from '../../support/token-server.js';

let t: TestApp;
let office: PostOffice;
let dovecot: Dovecot;
let tokens: TokenServer;
let box: DovecotBox;
beforeAll(async () => {
  tokens = await startTokenServer('support@cloud.example');
  [t, dovecot] = await Promise.all([startTestApp(), startDovecot({ tokenInfo: tokens.tokenInfo })]);
  office = await openPostOffice(t);
  box = dovecot.box('support@haus.example');
});
afterAll(async () => {
  await office.close();
  await t.close();
  await dovecot.close();
  await tokens.close();
});

const HOLD = 10_000;
const idOf = (raw: string) => /^Message-ID:\s*<(.*)>/im.exec(raw)?.[1] ?? '';

describe('mailboxes.test-imap', () => {
  it('says in a word what is wrong, with the words of the server, and names the folders when all is well', async () => {
    const { host, port, security, login, signIn, oauth, secret, folder } = readingFrom(dovecot, box);
    const good = { host, port, security, login, signIn, oauth, secret, folder };
    const faultOf = async (changed: Partial<typeof good>): Promise<ImapFault | null> =>
      (await t.api(testImap, { mailboxId: office.mailbox.id, server: { ...good, ...changed } }, { as: office.admin })).fault;
    const well = await t.api(testImap, { mailboxId: office.mailbox.id, server: good }, { as: office.admin });
    expect(well).toEqual({ fault: null, answer: null, folders: ['INBOX', 'Sent'], sentFolder: 'Sent' });
    expect(await faultOf({ host: 'gibt-es-nicht.invalid' })).toBe('unknown-host');
    expect(await faultOf({ port: 1 })).toBe('no-connection');
    expect(await faultOf({ security: 'tls' })).toBe('no-tls');
    expect(await faultOf({ security: 'tls', port: dovecot.tlsPort })).toBe('certificate');
    expect(await faultOf({ security: 'starttls' })).toBe('certificate');
    expect(await faultOf({ secret: 'falsch' })).toBe('login-refused');
    const nowhere = await t.api(testImap, { mailboxId: office.mailbox.id, server: { ...good, folder: 'Nirgends' } }, { as: office.admin });
    expect(nowhere).toMatchObject({ fault: 'no-folder', folders: ['INBOX', 'Sent'] });
  });

  it('is for administrators, and so is what is set; the secret is never told', async () => {
    const agent = await t.account({ roles: ['agent'] });
    const mailboxId = office.mailbox.id;
    await expect(t.api(getMailboxFetching, { mailboxId }, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(t.api(testImap, { mailboxId }, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await t.api(setMailboxFetching, { mailboxId, version: 0, ...readingFrom(dovecot, box), isOn: false }, { as: office.admin });
    const { fetching } = await t.api(getMailboxFetching, { mailboxId }, { as: office.admin });
    expect(fetching).toMatchObject({ version: 1, hasSecret: true });
    expect(JSON.stringify(fetching)).not.toContain(box.password);
    const rows: { sealed_secret: string }[] = await t.db.query('SELECT sealed_secret FROM mailbox_fetching');
    expect(rows[0]?.sealed_secret).not.toContain(box.password);
    await expect(
      t.api(setMailboxFetching, { mailboxId, version: 0, ...readingFrom(dovecot, box) }, { as: office.admin }),
    ).rejects.toMatchObject({ code: 'STALE' });
  });
});

describe('signing in by token', () => {
  it.each(['microsoft', 'google'] as const)('reads and sends by %s, and says why when it is refused', async (signIn) => {
    const cloud = await openBox(t, dovecot, { admin: office.admin, address: `${signIn}@haus.example` });
    const login = tokens.email;
    const oauth = { tenant: tokens.tenant, clientId: tokens.clientId, tokenUrl: tokens.url };
    const secret = signIn === 'microsoft' ? tokens.clientSecret : tokens.serviceAccount;
    await cloud.set({ login, signIn, oauth, secret: signIn === 'microsoft' ? 'falsch' : secret.replace('@haus', '@fremd') });
    await expect.poll(cloud.state).toMatchObject({ fault: 'token-refused', answer: 'AADSTS7000215: Invalid client secret provided.' });
    const mail = dovecot.box(`${tokens.email}`);
    mail.deliver(mailText({ subject: `Wolke ${signIn}`, to: tokens.email }));
    await cloud.set({ login, signIn, oauth, secret });
    await expect.poll(cloud.subjects).toContain(`Wolke ${signIn}`);
    await expect.poll(async () => (await cloud.state())?.fault ?? null).toBeNull();
    const sink = await startSmtpSink({ user: login, token: tokens.tokens.at(-1) ?? '' });
    const server = { host: '127.0.0.1', port: sink.port, security: 'none' as const, login, signsInAsReading: true };
    const mailboxId = cloud.mailbox.id;
    const as = { as: office.admin };
    expect(await t.api(testSmtp, { mailboxId, server }, as)).toEqual({ fault: null, answer: null });
    await t.api(setMailboxSending, { mailboxId, version: 0, ...server, signatures: { de: '', en: '' }, usesPlusAddress: false }, as);
    const { ticketId } = await office.ticketFromMail();
    await office.reply(ticketId, { mailboxId });
    await office.jump(HOLD);
    expect(sink.mails.map(({ from }) => from)).toEqual([`${signIn}@haus.example`]);
    await sink.close();
    await cloud.set({ isOn: false });
  });
});

describe('the folder of sent mails', () => {
  async function replyFrom(by: 'append' | 'provider') {
    const sent = await openBox(t, dovecot, { admin: office.admin, address: `${by}@haus.example` });
    await sent.set({ sent: { by, folder: null } });
    const how = { host: '127.0.0.1', port: office.sink.port, security: 'none' as const, login: null };
    await t.api(
      setMailboxSending,
      { mailboxId: sent.mailbox.id, version: 0, ...how, signatures: { de: '', en: '' }, usesPlusAddress: false },
      { as: office.admin },
    );
    const { ticketId } = await office.ticketFromMail();
    const { message } = await office.reply(ticketId, { mailboxId: sent.mailbox.id });
    await office.jump(HOLD);
    return { sent, look: async () => (await office.message(ticketId, message.id)).mail };
  }

  it('gets a copy, once, where we are to put it there', async () => {
    const { sent, look } = await replyFrom('append');
    expect(await look()).toMatchObject({ state: 'sent' });
    const [copy, ...more] = sent.box.mails('Sent');
    expect(more).toEqual([]);
    expect(copy?.flags).toBe('S');
    expect(idOf(copy?.raw ?? '')).toBe(idOf(office.sink.mails.at(-1)?.raw ?? ''));
  });

  it('says whether a mail went out that nobody knows the fate of', async () => {
    office.sink.script = { onMail: () => 'drop' };
    const { sent, look } = await replyFrom('provider');
    office.sink.script = {};
    expect(await look()).toMatchObject({ state: 'unconfirmed' });
    await office.jump(5000);
    expect(await look()).toMatchObject({ state: 'unconfirmed' });
    sent.box.deliver(office.sink.mails.at(-1)?.raw ?? '', 'Sent');
    await office.jump(30_000);
    expect(await look()).toMatchObject({ state: 'sent' });
    await office.jump(120_000);
    expect(office.sink.mails.filter(({ raw }) => idOf(raw) === idOf(office.sink.mails.at(-1)?.raw ?? ''))).toHaveLength(1);
  });
});
