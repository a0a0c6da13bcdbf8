import { setMailboxFetching, testImap } from '../../shared/contract/fetching.js';
import { listMailboxes, showMailImages } from '../../shared/contract/mail.js';
import {
  confirmSent,
  forwardMail,
  replyByMail,
  sendAgain,
  setMailboxSending,
  testSmtp,
  undoSend,
  uploadFile,
  writeMail,
} from '../../shared/contract/outbox.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';
import type { TestApp } from './app.js';
import type { TestAccount } from './factories.js';

type Run = <Op extends Operation>(operation: Op, input: InputOf<Op>) => Promise<OutputOf<Op>>;

/** Every operation of the outbox and of reading mailboxes once, on a ticket that has a mail. No mail leaves: the mailbox's server is inside our network, which is not allowed. */
export async function tourTheOutbox(
  run: Run,
  on: { t: TestApp; admin: TestAccount; ticketId: string; called: Set<string> },
): Promise<void> {
  const { t, admin, ticketId, called } = on;
  const [box] = (await t.api(listMailboxes, {}, { as: admin })).items;
  if (!box) throw new Error('the tour has no mailbox');
  const how = { host: '127.0.0.1', port: 9, security: 'none' as const, login: null };
  await run(setMailboxSending, { mailboxId: box.id, version: 0, ...how, signatures: { de: '', en: '' }, usesPlusAddress: false });
  await run(testSmtp, { mailboxId: box.id });
  await run(setMailboxFetching, {
    ...{
      mailboxId: box.id,
      version: 0,
      isOn: false,
      ...how,
      login: 'support',
      signIn: 'password',
      oauth: null,
      folder: 'INBOX',
      begins: 'new',
    },
    ...{ after: { do: 'leave', folder: null }, sent: { by: 'nobody', folder: null } },
  });
  await run(testImap, { mailboxId: box.id });
  called.add(uploadFile.id);
  await t.send('POST', `/api/v1${uploadFile.path}?name=a.txt`, {
    headers: { 'Content-Type': 'application/octet-stream', Cookie: admin.cookie, 'X-Ringback': '1' },
    body: 'a',
  });
  const mail = { ticketId, to: [{ name: '', address: 'petra.kurz@kunde.example' }], text: 'Gern.', seen: null, evenIfNewer: true };
  const first = await run(replyByMail, { ...mail, ticketAfter: 'solved' });
  await run(undoSend, { messageId: first.message.id });
  const second = await run(writeMail, { ...mail, subject: 'Termin', ticketAfter: 'waiting-customer' });
  await t.db.query(`UPDATE outgoing_mails SET state = 'unconfirmed' WHERE id = $1`, [second.message.id]);
  await run(confirmSent, { messageId: second.message.id });
  const third = await run(forwardMail, { ...mail, messageId: second.message.id });
  await t.db.query(`UPDATE outgoing_mails SET state = 'failed' WHERE id = $1`, [third.message.id]);
  await run(sendAgain, { messageId: third.message.id });
  await run(showMailImages, { messageId: third.message.id, isShown: true });
}
