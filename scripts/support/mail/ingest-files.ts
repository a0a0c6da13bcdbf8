import { createReadStream } from 'node:fs';
import type { MailDelivery } from '../../../server/features/mail/index.js';
import { failedReceipt, PoisonMail } from '../../../server/features/mail/index.js';
import type { MailReceipt } from '../../../shared/models/mail.js';

/** Mails read ahead while one is taken in. */
const AHEAD = 6;

export interface IngestOptions {
  /** Our address they were delivered to; null leaves it to their headers. */
  mailbox: string | null;
  /** Takes one line of JSON for each file, in their order. */
  print: (line: string) => void;
}

/**
 * Takes files in one after the other, so that an answer finds the mail it answers, and prints what became of each. They are stored and read ahead. A file
 * that cannot be read is printed as failed, and the next one goes on.
 */
export async function ingestFiles(
  { delivery }: { delivery: MailDelivery },
  files: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const ahead: Promise<() => Promise<MailReceipt>>[] = [];
  let next = 0;
  const readAhead = () => {
    for (; next < files.length && ahead.length < AHEAD; next++) ahead.push(prepare(delivery, files[next] ?? '', options.mailbox));
  };
  for (const file of files) {
    readAhead();
    const take = await ahead.shift();
    if (!take) return;
    options.print(JSON.stringify({ file, ...(await take()) }));
  }
}

/** Stores and reads one file; what is left is to take it in. Never rejects: nobody waits for it yet. */
async function prepare(delivery: MailDelivery, file: string, mailbox: string | null): Promise<() => Promise<MailReceipt>> {
  const failed = (error: unknown) => failedReceipt(error instanceof Error ? error.message : String(error));
  try {
    const stored = await delivery.store(createReadStream(file));
    const mail = await delivery.read(stored);
    return () => (mail instanceof PoisonMail ? delivery.setAside(stored, { mailbox }, mail) : delivery.receive(mail, stored, { mailbox }));
  } catch (error) {
    return () => Promise.resolve(failed(error));
  }
}
