import { listFetchStates, setMailboxFetching } from '../../shared/contract/fetching.js';
import { createMailbox } from '../../shared/contract/mail.js';
import type { MailboxFetching, MailboxFetchState } from '../../shared/models/fetching.js';
import type { Mailbox } from '../../shared/models/mail.js';
import type { InputOf } from '../../shared/operation.js';
import type { TestApp } from './app.js';
import type { Dovecot, DovecotBox } from './dovecot.js';
import type { TestAccount } from './factories.js';

type Settings = InputOf<typeof setMailboxFetching>;

/** A mailbox of ours that is read from a test's Dovecot. */
export interface ReadBox {
  mailbox: Mailbox;
  box: DovecotBox;
  /** Changes how it is read. */
  set(settings: Partial<Settings>): Promise<MailboxFetching>;
  /** How reading it goes. */
  state(): Promise<MailboxFetchState | undefined>;
  /** Subjects of what was taken in from it, in the order of the alphabet. */
  subjects(): Promise<string[]>;
}

/** Everything a mailbox's reading can be told, as it is for a Dovecot of ours. */
export function readingFrom(dovecot: Dovecot, box: DovecotBox): Omit<Settings, 'mailboxId' | 'version'> {
  return {
    ...{ isOn: true, host: '127.0.0.1', port: dovecot.port, security: 'none', login: box.login, signIn: 'password', oauth: null },
    ...{ secret: box.password, folder: 'INBOX', begins: 'all' },
    ...{ after: { do: 'leave', folder: null }, sent: { by: 'nobody', folder: null } },
  };
}

/** Opens a mailbox in the installation and in the Dovecot; it is read as soon as something is set. */
export async function openBox(
  t: TestApp,
  dovecot: Dovecot,
  { admin, address, teamId = null }: { admin: TestAccount; address: string; teamId?: string | null },
): Promise<ReadBox> {
  const as = { as: admin };
  const mailbox = await t.api(createMailbox, { address, name: 'Haus', teamId }, as);
  const box = dovecot.box(address);
  let version = 0;
  let last: Omit<Settings, 'mailboxId' | 'version'> = readingFrom(dovecot, box);
  return {
    ...{ mailbox, box },
    async set(settings) {
      last = { ...last, ...settings };
      const fetching = await t.api(setMailboxFetching, { mailboxId: mailbox.id, version, ...last }, as);
      version = fetching.version;
      return fetching;
    },
    async state() {
      const { items } = await t.api(listFetchStates, {}, as);
      return items.find(({ id }) => id === mailbox.id);
    },
    async subjects() {
      const rows: { subject: string }[] = await t.db.query(
        'SELECT subject FROM mails WHERE $1 = ANY(mailbox_ids) ORDER BY subject COLLATE "C"',
        [mailbox.id],
      );
      return rows.map(({ subject }) => subject);
    },
  };
}
