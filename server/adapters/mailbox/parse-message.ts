import { assemble, type Draft } from './assemble.js';
import { Collector, type FileSink } from './mime/collector.js';
import { ContentHash } from './mime/content-hash.js';
import { MessageReader } from './mime/reader.js';
import { PoisonMail } from './poison-mail.js';
import type { MailLimits } from './port.js';

/** Where files of a message go while it is read. */
export interface FileStore {
  open(index: number): FileSink;
  /** Resolves once what was written has gone on its way, so that a large file never piles up. */
  drained(): Promise<void>;
}

/** Reads one message from its bytes. Throws `PoisonMail` beyond the limits. Attachments carry the number of their file. */
export async function parseMessage(source: AsyncIterable<Buffer>, deps: { files: FileStore; limits: MailLimits }): Promise<Draft> {
  const { files, limits } = deps;
  const collector = new Collector(limits, (index) => files.open(index));
  const reader = new MessageReader(limits, (part) => collector.open(part));
  const hash = new ContentHash(limits.headerBytes);
  for await (const chunk of source) {
    hash.push(chunk);
    reader.push(chunk);
    await files.drained();
  }
  if (hash.rawBytes === 0) throw new PoisonMail('empty', 'The message has no bytes.');
  reader.end();
  const { root } = reader;
  if (!root) throw new PoisonMail('empty', 'The message says nothing.');
  const draft = assemble({ root, collector, reader, limits, identity: { ...hash.end(), rawBytes: hash.rawBytes } });
  await files.drained();
  return draft;
}
