import { Readable } from 'node:stream';
import type { ImapSession } from '../../adapters/imap/port.js';
import type { MailDelivery } from '../mail/index.js';
import { PoisonMail } from '../mail/index.js';
import type { Cursor } from './cursor.command.js';
import { inChains } from './threads.js';

type Stored = Awaited<ReturnType<MailDelivery['store']>>;
/** A mail of the server, its bytes in our storage. */
interface Fetched {
  uid: number;
  stored: Stored;
}
type Read = Awaited<ReturnType<MailDelivery['read']>>;

/** Chains of mails taken in side by side: as many as go into one transaction. */
const AT_ONCE = 16;

/** Small mails on their way to the disk at once. */
const STORED_AT_ONCE = 8;

/** Brings mails of these UIDs into storage. Vanished ones, and those that were there before we began, are left out. */
export async function storeMails(
  session: ImapSession,
  delivery: MailDelivery,
  { uids, old }: { uids: readonly number[] } & Pick<Cursor, 'old'>,
): Promise<Fetched[]> {
  const storing: Promise<Fetched>[] = [];
  const isWanted = (mail: { uid: number; receivedAt: Date | null }) =>
    mail.uid >= old.uid || mail.receivedAt === null || mail.receivedAt >= old.at;
  const store = async (uid: number, source: Readable) => ({ uid, stored: await delivery.store(source, Number.POSITIVE_INFINITY) });
  for await (const { uid, source } of session.read(uids, isWanted)) {
    const isWhole = Buffer.isBuffer(source);
    const stored = store(uid, isWhole ? Readable.from([source]) : source);
    // A failure is thrown at the end; until then nobody waits for it.
    stored.catch(() => undefined);
    storing.push(stored);
    // A disk takes several files as fast as one. A stream is read to its end first: the connection has one conversation.
    await (isWhole ? storing.at(-STORED_AT_ONCE) : stored);
  }
  return Promise.all(storing);
}

/**
 * Takes in mails that are in storage, through the way every mail takes: they are read side by side, and those of one thread are received one after the
 * other, for an answer must find what it answers. Throws only when the database is away.
 */
export async function takeIn(delivery: MailDelivery, stored: readonly Stored[], mailbox: string): Promise<void> {
  const mails = await Promise.all(stored.map(async (bytes) => ({ bytes, read: await delivery.read(bytes) })));
  const chains = inChains(mails, ({ read }) => (read instanceof PoisonMail ? null : read));
  const waiting = chains.values();
  const worker = async () => {
    for (const chain of waiting) for (const { bytes, read } of chain) await receive(delivery, { bytes, read }, mailbox);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, chains.length) }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A mail its server does not hand out: it stays there, and what is known of it is set aside here. */
export async function setAsideUnserved(
  delivery: MailDelivery,
  { address, folder }: { address: string; folder: string },
  { uid, uidValidity }: { uid: number; uidValidity: string },
): Promise<void> {
  const words = `Its server does not hand it out: UID ${uid} in ${folder} (${uidValidity}). It is still there.`;
  const note = `To: ${address}\r\nSubject: A mail that its server does not hand out\r\n\r\n${words}\r\n`;
  await delivery.setAside(
    await delivery.store(Readable.from([Buffer.from(note)])),
    { mailbox: address },
    new PoisonMail('not-served', words),
  );
}

async function receive(delivery: MailDelivery, { bytes, read }: { bytes: Stored; read: Read }, mailbox: string): Promise<void> {
  if (read instanceof PoisonMail) await delivery.setAside(bytes, { mailbox }, read);
  else await delivery.receive(read, bytes, { mailbox });
}
