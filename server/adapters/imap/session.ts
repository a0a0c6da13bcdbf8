import { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import type { AfterReading } from '../../../shared/models/fetching.js';
import { readFailure } from './faults.js';
import { ImapFailure, type ImapFolder, type ImapSession, type MailFacts, type ServedMail } from './port.js';

/** Mails up to here come whole, several in one answer. */
const SMALL = 256 * 1024;
/** Bytes of one such answer. */
const AT_ONCE = 2 * 1_048_576;
/** Of a large one, at a time. */
const CHUNK = 1_048_576;
/** How long signing out may take, ms. */
const GOODBYE_MS = 3000;

type Measured = Pick<MailFacts, 'uid' | 'bytes'>;

/** Mails in their order, small neighbours together. */
export function groupMails(mails: readonly Measured[]): Measured[][] {
  const groups: Measured[][] = [];
  let room = 0;
  for (const mail of mails) {
    const last = groups.at(-1);
    if (last && mail.bytes <= room) last.push(mail);
    else {
      groups.push([mail]);
      room = mail.bytes > SMALL ? 0 : AT_ONCE;
    }
    room = mail.bytes > SMALL ? 0 : room - mail.bytes;
  }
  return groups;
}

function dateOf(date: Date | string | undefined): Date | null {
  const at = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(at) ? null : new Date(at);
}

/** A signed-in connection of imapflow. */
export class Session implements ImapSession {
  readonly #client: ImapFlow;
  #hasNews = false;
  #wake: () => void = () => undefined;
  #failure: unknown = null;
  constructor(client: ImapFlow) {
    this.#client = client;
    client.on('error', (error: unknown) => {
      this.#failure ??= error;
      this.#wake();
    });
    client.on('close', () => {
      this.#failure ??= new Error(client.byeReason ?? 'The server ended the connection.');
      this.#wake();
    });
    client.on('exists', () => {
      this.#hasNews = true;
      this.#wake();
    });
  }

  open(folder: string): Promise<ImapFolder> {
    return this.#ask(async () => {
      const { uidValidity, uidNext } = await this.#client.mailboxOpen(folder);
      return { uidValidity: String(uidValidity), uidNext };
    });
  }

  newer(after: number): Promise<number[]> {
    return this.#ask(async () => {
      this.#hasNews = false;
      const found = await this.#client.search({ uid: `${after + 1}:*` }, { uid: true });
      if (!Array.isArray(found)) throw new ImapFailure('refused', 'The server refused to search.');
      // "n:*" always names the last mail, even when it is older.
      return found.filter((uid) => uid > after).sort((a, b) => a - b);
    });
  }

  async *read(uids: readonly number[], isWanted: (mail: MailFacts) => boolean): AsyncGenerator<ServedMail, void> {
    const query = { uid: true, size: true, internalDate: true };
    const all = await this.#ask(() => this.#client.fetchAll(uids.join(','), query, { uid: true }));
    const measured = all.map(({ uid, size, internalDate }) => ({ uid, bytes: size ?? 0, receivedAt: dateOf(internalDate) }));
    for (const group of groupMails(measured.filter(isWanted).sort((a, b) => a.uid - b.uid))) {
      const [first] = group;
      if (first && first.bytes > SMALL) yield* this.#large(first.uid);
      else yield* this.#small(group.map(({ uid }) => uid));
    }
  }

  async settle(uids: readonly number[], after: AfterReading): Promise<void> {
    if (after.do === 'leave' || uids.length === 0) return;
    const range = uids.join(',');
    const isDone = await this.#ask(async () => {
      if (after.do === 'seen') return this.#client.messageFlagsAdd(range, ['\\Seen'], { uid: true, silent: true });
      if (after.do === 'delete') return this.#client.messageDelete(range, { uid: true });
      return this.#move(range, after.folder ?? '');
    });
    if (isDone === false) throw new ImapFailure('refused', `The server refused to ${after.do} mails.`);
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (this.#hasNews || this.#failure !== null || signal.aborted) resolve();
    });
    // Ends by itself with the next command; where it is refused the time is what is left.
    if (!this.#hasNews && !signal.aborted) void this.#client.idle().catch(() => undefined);
    await woken;
    clearTimeout(timer);
    this.#wake = () => undefined;
    if (this.#failure !== null && !signal.aborted) throw readFailure(this.#failure);
  }

  folders(): Promise<{ names: string[]; sent: string | null }> {
    return this.#ask(async () => {
      const all = (await this.#client.list()).filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'));
      return { names: all.map(({ path }) => path).sort(), sent: all.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null };
    });
  }

  holds(folder: string, messageId: string): Promise<boolean> {
    return this.#ask(async () => {
      await this.#client.mailboxOpen(folder, { readOnly: true });
      const found = await this.#client.search({ header: { 'Message-ID': `<${messageId}>` } }, { uid: true });
      if (!Array.isArray(found)) throw new ImapFailure('refused', 'The server refused to search.');
      return found.length > 0;
    });
  }

  async append(folder: string, mail: Buffer): Promise<void> {
    const done = await this.#ask(() => this.#client.append(folder, mail, ['\\Seen']));
    if (done === false) throw new ImapFailure('refused', `The server refused to keep a copy in ${folder}.`);
  }

  async close(): Promise<void> {
    // A server that says nothing any more must not hold up whoever leaves.
    const patience = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
    if (this.#failure === null) await Promise.race([this.#client.logout().catch(() => undefined), patience]);
    this.#client.close();
  }

  async #move(range: string, folder: string): Promise<unknown> {
    const moved = await this.#client.messageMove(range, folder, { uid: true }).catch((error: unknown) => {
      if (readFailure(error).fault === 'no-folder') return false;
      throw error;
    });
    if (moved !== false) return moved;
    await this.#client.mailboxCreate(folder);
    return this.#client.messageMove(range, folder, { uid: true });
  }

  async *#small(uids: readonly number[]): AsyncGenerator<ServedMail, void> {
    const mails = await this.#ask(() => this.#client.fetchAll(uids.join(','), { uid: true, source: true }, { uid: true }));
    const sources = new Map(mails.map(({ uid, source }) => [uid, source]));
    for (const uid of uids) {
      const source = sources.get(uid);
      if (source) yield { uid, source };
      else yield* this.#large(uid);
    }
  }

  /** A mail in pieces. One that is there and does not come is a failure: leaving it out would lose it. */
  async *#large(uid: number): AsyncGenerator<ServedMail, void> {
    const download = await this.#ask(() => this.#client.download(String(uid), undefined, { uid: true, chunkSize: CHUNK }));
    const { content } = download;
    if (content) yield { uid, source: Readable.from(this.#pieces(content)) };
    else if (await this.#isThere(uid)) throw new ImapFailure('refused', `The server did not hand out the mail with the UID ${uid}.`);
  }

  /** What breaks off in the middle is the server's failure, not that of whoever stores it. */
  async *#pieces(content: Readable): AsyncGenerator<Buffer> {
    try {
      for await (const piece of content) yield Buffer.from(piece as Uint8Array);
    } catch (error) {
      throw readFailure(this.#failure ?? error);
    }
  }

  async #isThere(uid: number): Promise<boolean> {
    const found = await this.#ask(() => this.#client.search({ uid: String(uid) }, { uid: true }));
    return !Array.isArray(found) || found.length > 0;
  }

  /** One question; a lost connection is what is said, whatever the command thought of it. */
  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw readFailure(this.#failure ?? error);
    }
  }
}
