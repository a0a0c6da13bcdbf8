import { createMailbox } from '../../shared/contract/mail.js';
import { replyByMail, setMailboxSending } from '../../shared/contract/outbox.js';
import { editSettings, readSettings } from '../../shared/contract/settings.js';
import { ticketHistory } from '../../shared/contract/tickets.js';
import type { Mailbox } from '../../shared/models/mail.js';
import type { Message } from '../../shared/models/tickets.js';
import type { InputOf, OutputOf } from '../../shared/operation.js';
import type { TestApp } from './app.js';
import type { TestAccount } from './factories.js';
import { type Gateway, openGateway } from './mail.js';
import { type SmtpSink, startSmtpSink } from './smtp-sink.js';

/** An installation that receives and sends: a mailbox, a gateway for what comes in, a sink for what goes out. */
export interface PostOffice {
  admin: TestAccount;
  mailbox: Mailbox;
  gateway: Gateway;
  sink: SmtpSink;
  /** A ticket opened by a customer's mail. */
  ticketFromMail(parts?: Parameters<Gateway['deliver']>[0]): Promise<{ ticketId: string; messageId: string; digits: string }>;
  /** Answers a ticket as the administrator, having seen everything. */
  reply(ticketId: string, input?: Partial<InputOf<typeof replyByMail>>): Promise<OutputOf<typeof replyByMail>>;
  /** Messages of a ticket, oldest first. */
  messages(ticketId: string): Promise<Message[]>;
  /** The message as it stands now. */
  message(ticketId: string, messageId: string): Promise<Message>;
  /** Moves the clock at once, fires what is due by then once, and waits until all is done. */
  jump(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Lets the installation use a mail server on loopback. */
export async function allowLoopback(t: TestApp, admin: TestAccount): Promise<void> {
  const { version } = await t.api(readSettings, {}, { as: admin });
  await t.api(editSettings, { version, settings: { mailMayUseInternalHosts: true } }, { as: admin });
}

async function jump(t: TestApp, ms: number): Promise<void> {
  t.clock.moveTo(new Date(t.clock.now().getTime() + ms));
  await t.app.runtime.deadlines.fireDue();
  await t.settle();
}

/** Opens a post office in a test's app. */
export async function openPostOffice(t: TestApp): Promise<PostOffice> {
  const sink = await startSmtpSink();
  const admin = await t.account({ name: 'Jonas Weber', roles: ['admin', 'agent'] });
  const as = { as: admin };
  await allowLoopback(t, admin);
  const mailbox = await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus Support', teamId: null, language: 'de' }, as);
  await t.api(
    setMailboxSending,
    {
      ...{ mailboxId: mailbox.id, version: 0, host: '127.0.0.1', port: sink.port, security: 'none', login: null },
      ...{ signatures: { de: 'Freundliche Grüße\n{name}', en: 'Kind regards\n{name}' }, usesPlusAddress: false },
    },
    as,
  );
  const gateway = await openGateway(t, admin);
  const messages = async (ticketId: string) => {
    const { items } = await t.api(ticketHistory, { ticketId }, as);
    return items
      .flatMap((entry) => (entry.kind === 'message' ? [entry.message] : []))
      .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
  };
  const found = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the history does not hold this message');
    return thing;
  };
  return {
    ...{ admin, mailbox, gateway, sink, messages },
    async ticketFromMail(parts) {
      await jump(t, 1);
      const { ticket, messageId: header } = await gateway.deliver(parts);
      const rows: { ticketId: string; id: string }[] = await t.db.query(
        'SELECT ticket_id AS "ticketId", id FROM mails WHERE header_id = $1',
        [header],
      );
      const { ticketId, id: messageId } = found(rows[0]);
      return { ticketId, messageId, digits: ticket ?? '' };
    },
    async reply(ticketId, input = {}) {
      await jump(t, 1);
      const seen = (await messages(ticketId)).at(-1)?.id ?? null;
      const to = [{ name: 'Petra Kurz', address: 'petra.kurz@kunde.example' }];
      return t.api(replyByMail, { ticketId, to, text: 'Am Freitag.', seen, ...input }, as);
    },
    message: async (ticketId, messageId) => found((await messages(ticketId)).find(({ id }) => id === messageId)),
    jump: (ms) => jump(t, ms),
    close: () => sink.close(),
  };
}
