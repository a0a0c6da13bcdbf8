import type { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailerMessage } from './port.js';

/** Where attachments lie. */
export interface FileStore {
  get(sha256: string): Promise<{ stream: Readable } | null>;
}

/** A file of a mail that is not in storage any more. */
export class FileGone extends Error {}

async function opened(store: FileStore, sha256: string): Promise<Readable> {
  const file = await store.get(sha256);
  if (!file) throw new FileGone('A file of this mail is not in storage any more.');
  return file.stream;
}

const angled = (id: string) => `<${id}>`;

/** A message as a stream. `release` closes its files, whether they were read or not. */
export interface BuiltMessage {
  content: Readable;
  release(): void;
}

/** Builds the MIME message; attachments flow from storage. Throws FileGone. */
export async function buildMessage(message: MailerMessage, store: FileStore): Promise<BuiltMessage> {
  const { from, to, cc, subject, text, html, replyTo, inReplyTo, references, isAutomatic, date } = message;
  const files = await Promise.all(message.attachments.map(async (file) => ({ ...file, content: await opened(store, file.sha256) })));
  const composer = new MailComposer({
    ...{ from, to: [...to], cc: [...cc], subject, text, date },
    messageId: angled(message.messageId),
    ...(html === null ? {} : { html }),
    ...(replyTo === null ? {} : { replyTo }),
    ...(inReplyTo === null ? {} : { inReplyTo: angled(inReplyTo) }),
    ...(references.length === 0 ? {} : { references: references.map(angled) }),
    headers: {
      'X-Ringback-Loop': message.loopMark,
      ...(isAutomatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {}),
    },
    attachments: files.map(({ name, contentType, content, cid }) => ({
      ...{ filename: name, contentType, content },
      ...(cid === null ? {} : { cid, contentDisposition: 'inline' as const }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const release = () => {
    for (const { content } of files) content.destroy();
  };
  return { content: composer.compile().createReadStream(), release };
}
