import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineMailboxes } from '../../../scripts/support/doctor/mailboxes.js';
import { listPoisonMails } from '../../../shared/contract/mail.js';
import { listTickets } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type Dovecot, startDovecot } from '../../support/dovecot.js';
import type { TestAccount } from '../../support/factories.js';
import { openBox } from '../../support/imap-office.js';
import { type MailParts, mailText } from '../../support/mail.js';
import { allowLoopback } from '../../support/post-office.js';

let t: TestApp;
let dovecot: Dovecot;
let admin: TestAccount;
beforeAll(async () => {
  [t, dovecot] = await Promise.all([startTestApp({ env: { RINGBACK_MAIL_MB: '36' } }), startDovecot()]);
  admin = await t.account({ roles: ['admin', 'agent'] });
  await allowLoopback(t, admin);
});
afterAll(async () => {
  await t.close();
  await dovecot.close();
});

/** Tens of megabytes on a machine that does other things too. */
const HEAVY = { timeout: 60_000 };

let count = 0;
async function open(teamId: string | null = null) {
  count += 1;
  return openBox(t, dovecot, { admin, address: `box${count}@haus.example`, teamId });
}
const mailTo = (box: { mailbox: { address: string } }, parts: MailParts) => mailText({ to: box.mailbox.address, ...parts });

describe('a mailbox that is read by IMAP', () => {
  it('brings what arrives onto the screen by itself, each into the team of its mailbox', async () => {
    const [sales, service] = [await t.team(), await t.team()];
    const agent = await t.account({ teams: [service] });
    const boxes = [await open(sales.id), await open(service.id)] as const;
    for (const box of boxes) await box.set({});
    for (const box of boxes) await expect.poll(async () => (await box.state())?.lastReadAt ?? null).not.toBeNull();
    const socket = await t.connect(agent);
    boxes[0].box.deliver(mailTo(boxes[0], { subject: 'Angebot' }));
    boxes[1].box.deliver(mailTo(boxes[1], { subject: 'Defekt' }));
    const { payload } = await socket.next('ticket.created');
    expect(payload).toMatchObject({ subject: 'Defekt', teamId: service.id });
    await expect.poll(() => boxes[0].subjects()).toEqual(['Angebot']);
    const { items } = await t.api(listTickets, { view: 'all', status: ['new'] }, { as: agent });
    expect(items.map(({ subject }) => subject)).toEqual(['Defekt']);
    expect(boxes[1].box.mails().map(({ flags }) => flags)).toEqual(['']);
  });

  it('begins with what is new, unless told to take everything; told so later it takes the rest, and nothing twice', async () => {
    const box = await open();
    box.box.deliver(mailTo(box, { subject: 'alt' }));
    await box.set({ begins: 'new' });
    await expect.poll(async () => (await box.state())?.lastReadAt ?? null).not.toBeNull();
    box.box.deliver(mailTo(box, { subject: 'neu' }));
    await expect.poll(() => box.subjects()).toEqual(['neu']);
    await box.set({ begins: 'all' });
    await expect.poll(() => box.subjects()).toEqual(['alt', 'neu']);
  });

  it('keeps the mails of one thread in their order', async () => {
    const box = await open();
    const ids = Array.from({ length: 12 }, (_, at) => `faden-${at}@kunde.example`);
    for (const [at, id] of ids.entries())
      box.box.deliver(mailTo(box, { id, subject: `Teil ${at}`, ...(at > 0 ? { references: ids.slice(0, at) } : {}) }));
    await box.set({});
    await expect.poll(() => box.subjects()).toHaveLength(12);
    const rows: { tickets: string }[] = await t.db.query(
      'SELECT count(DISTINCT ticket_id) AS tickets FROM mails WHERE header_id = ANY($1)',
      [ids],
    );
    expect(rows).toEqual([{ tickets: '1' }]);
  });

  it.each([
    { after: { do: 'seen', folder: null } as const, left: ['S'], moved: 0 },
    { after: { do: 'move', folder: 'Ringback/Fertig' } as const, left: [], moved: 1 },
    { after: { do: 'delete', folder: null } as const, left: [], moved: 0 },
  ])('does with mails what it is set to once they are safely here: $after.do', async ({ after, left, moved }) => {
    const box = await open();
    await box.set({ after });
    box.box.deliver(mailTo(box, { subject: after.do }));
    await expect.poll(() => box.box.mails().map(({ flags }) => flags)).toEqual(left);
    expect(await box.subjects()).toEqual([after.do]);
    expect(box.box.mails('Ringback/Fertig')).toHaveLength(moved);
  });

  it('sets a mail aside that cannot be read or is too large, and takes in those behind it', async () => {
    const box = await open();
    box.box.deliver(mailTo(box, { subject: 'davor' }));
    box.box.deliver(mailTo(box, { subject: 'Gift', headers: ['X-Lang: '.padEnd(2_200_000, 'x')] }));
    box.box.deliver(Buffer.concat([Buffer.from(mailTo(box, { subject: 'riesig' })), Buffer.alloc(37 * 1_048_576, 'a\r\n')]));
    box.box.deliver(mailTo(box, { subject: 'danach' }));
    await box.set({ after: { do: 'seen', folder: null } });
    await expect.poll(() => box.subjects(), HEAVY).toEqual(['danach', 'davor']);
    const { items } = await t.api(listPoisonMails, {}, { as: admin });
    const mine = items.filter(({ mailboxId }) => mailboxId === box.mailbox.id).map(({ reason }) => reason);
    expect(mine.sort()).toEqual([expect.stringMatching(/^header-too-large/), expect.stringMatching(/^too-large: 38 MB; up to 36 MB/)]);
    await expect.poll(async () => (await box.state())?.behind).toBe(0);
    expect(box.box.mails().map(({ flags }) => flags)).toEqual(['S', 'S', 'S', 'S']);
  }, 120_000);

  it('finds the mail its server cannot hand out, sets it aside, and takes in those around it', async () => {
    const box = await open();
    box.box.deliver(mailTo(box, { subject: 'A' }));
    box.box.deliverUnreadable();
    box.box.deliver(mailTo(box, { subject: 'B' }));
    await box.set({});
    await expect.poll(() => box.subjects()).toEqual(['A', 'B']);
    await expect.poll(async () => (await box.state())?.fault ?? null).toBeNull();
    const { items } = await t.api(listPoisonMails, {}, { as: admin });
    const mine = items.filter(({ mailboxId }) => mailboxId === box.mailbox.id).map(({ reason }) => reason);
    expect(mine).toEqual([expect.stringMatching(/^not-served: .*UID 2 in INBOX/)]);
  });

  it('takes in a mail of 25 MB whole', async () => {
    // First: while it is made nothing else goes on here, and a connection kept for the next request would be closed unnoticed.
    const file = Buffer.alloc(25 * 1_048_576, 'Ringback ');
    const sha256 = createHash('sha256').update(file).digest('hex');
    const lines = file.toString('base64').replace(/.{76}/g, '$&\r\n');
    const box = await open();
    const headers = ['Content-Type: application/octet-stream; name="groß.bin"', 'Content-Transfer-Encoding: base64'];
    box.box.deliver(mailTo(box, { subject: 'groß', headers, text: lines }));
    await box.set({});
    await expect.poll(() => box.subjects(), HEAVY).toEqual(['groß']);
    const rows: { bytes: string }[] = await t.db.query('SELECT bytes FROM mail_attachments WHERE sha256 = $1', [sha256]);
    expect(rows).toEqual([{ bytes: String(file.length) }]);
  }, 120_000);
});

describe('a mail server that goes away', () => {
  it('is tried again, and says so; after a new UIDVALIDITY nothing comes twice and nothing is lost', async () => {
    const box = await open();
    box.box.deliver(mailTo(box, { subject: 'eins' }));
    box.box.deliver(mailTo(box, { subject: 'zwei' }));
    await box.set({});
    await expect.poll(() => box.subjects()).toEqual(['eins', 'zwei']);
    await dovecot.kill();
    await expect.poll(async () => (await box.state())?.fault ?? null).toBe('no-connection');
    const stuck = await box.state();
    expect(stuck).toMatchObject({ lastReadAt: expect.any(String) as string, faultSince: expect.any(String) as string });
    expect(stuck?.nextTryAt).not.toBeNull();
    const seen = async () => (await examineMailboxes(t.db)).find(({ what }) => what === `mailbox ${box.mailbox.address}`);
    expect(await seen()).toMatchObject({ state: 'failed', words: expect.stringMatching(/^no-connection since 2026/) as string });
    box.box.forgetUids();
    box.box.deliver(mailTo(box, { subject: 'drei' }));
    await dovecot.start();
    await expect.poll(() => box.subjects()).toEqual(['drei', 'eins', 'zwei']);
    await expect.poll(async () => (await box.state())?.fault ?? null).toBeNull();
    expect(await box.state()).toMatchObject({ faultSince: null, nextTryAt: null, behind: 0 });
    const cursors: unknown[] = await t.db.query('SELECT uid_validity, last_uid FROM mailbox_cursors WHERE mailbox_id = $1', [
      box.mailbox.id,
    ]);
    expect(cursors).toEqual([{ uid_validity: '4711', last_uid: '3' }]);
  });
});
