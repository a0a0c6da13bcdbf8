import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setMailboxFetching } from '../../shared/contract/fetching.js';
import { createMailbox } from '../../shared/contract/mail.js';
import { editSettings, readSettings } from '../../shared/contract/settings.js';
import { as, setUpInstallation } from '../support/console.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Dovecot, startDovecot } from '../support/dovecot.js';
import { readingFrom } from '../support/imap-office.js';
import { type ListeningCable, layListeningCable } from '../support/listening-cable.js';
import { mailText } from '../support/mail.js';
import { type Installation, makeInstallation } from '../support/server-process.js';

let database: TestDatabase;
let installation: Installation;
let dovecot: Dovecot;
let cable: ListeningCable;
let db: pg.Client;
beforeAll(async () => {
  [database, dovecot] = await Promise.all([createTestDatabase(), startDovecot()]);
  cable = await layListeningCable(dovecot.port);
  installation = makeInstallation(database);
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await installation.remove();
  await cable.close();
  await dovecot.close();
});

const SUBJECTS = ['eins', 'zwei', 'drei'];

describe('kill -9 while mails are taken in', () => {
  it('while they are fetched, before they are marked, and before the cursor moves: each is a ticket once and marked at the end', async () => {
    const box = dovecot.box('support@haus.example');
    for (const subject of SUBJECTS) box.deliver(mailText({ subject, to: box.login }));
    const flags = () => box.mails().map((mail) => mail.flags);
    const tickets = async () =>
      (await db.query<{ subject: string }>('SELECT subject FROM tickets ORDER BY subject')).rows.map((row) => row.subject);
    const cursor = async () => (await db.query<{ last_uid: string }>('SELECT last_uid FROM mailbox_cursors')).rows[0]?.last_uid;

    const first = await installation.start();
    const fetched = cable.at(/UID FETCH [^\r]*BODY\.PEEK\[\]/i, 'hold');
    await readThrough(first.url, cable.port, readingFrom(dovecot, box));
    await fetched;
    await first.end('SIGKILL');
    expect(await tickets()).toEqual([]);

    const stored = cable.at(/UID STORE/i, 'hold');
    const second = await installation.start();
    await stored;
    await second.end('SIGKILL');
    expect(await tickets()).toEqual([...SUBJECTS].sort());
    expect(flags()).toEqual(['', '', '']);
    expect(await cursor()).toBe('0');

    const lock = new pg.Client({ connectionString: database.url });
    await lock.connect();
    const marked = cable.at(
      /UID STORE/i,
      async () => void (await lock.query('BEGIN; LOCK TABLE mailbox_cursors IN ACCESS EXCLUSIVE MODE')),
    );
    const third = await installation.start();
    await marked;
    await expect.poll(flags).toEqual(['S', 'S', 'S']);
    await third.end('SIGKILL');
    await lock.query('ROLLBACK');
    await lock.end();
    expect(await cursor()).toBe('0');

    const fourth = await installation.start();
    await expect.poll(cursor).toBe('3');
    expect(await tickets()).toEqual([...SUBJECTS].sort());
    expect((await db.query('SELECT 1 FROM mails')).rowCount).toBe(3);
    expect(await fourth.end('SIGTERM')).toBe(0);
  });
});

/** Sets the installation up and lets it read a mailbox by way of the cable. */
async function readThrough(url: string, port: number, reading: ReturnType<typeof readingFrom>): Promise<void> {
  const admin = await setUpInstallation(url, 'de', false);
  const { version } = await as(url, admin, readSettings, {});
  await as(url, admin, editSettings, { version, settings: { mailMayUseInternalHosts: true } });
  const { id: mailboxId } = await as(url, admin, createMailbox, { address: reading.login, name: 'Haus', teamId: null });
  await as(url, admin, setMailboxFetching, { mailboxId, version: 0, ...reading, port, after: { do: 'seen', folder: null } });
}
