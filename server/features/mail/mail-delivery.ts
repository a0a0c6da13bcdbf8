import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { MailReceipt } from '../../../shared/models/mail.js';
import { type MailParser, type ParsedMail, PoisonMail } from '../../adapters/mailbox/port.js';
import type { StoragePort } from '../../adapters/storage/port.js';
import { type Actor, systemActor, type Transaction } from '../../core/context.js';
import { AppError, isDatabaseAway } from '../../core/errors.js';
import type { Received } from './incoming.js';
import { Groups } from './mail-groups.js';
import { setAside } from './poison.command.js';
import { failedReceipt, receiptOf } from './receipt.js';
import { type Delivery, mailApart, receiveMails } from './receive-mail.command.js';

export interface MailDeliveryDeps {
  storage: StoragePort;
  parser: MailParser;
  transaction: Transaction;
  log: Logger;
  /** Told what became of each mail. */
  onTaken: (outcome: MailReceipt['outcome']) => void;
  /** The installation's key. */
  key: Buffer;
  /** Bytes of one mail at most. */
  maxBytes: number;
}

/** Whose door a mail came through. */
export interface Envelope {
  /** Our address it was delivered to, where the door knows. */
  mailbox: string | null;
  /** Who delivers; the product by default. */
  actor?: Actor;
}

/** Bytes in storage, and at hand when they are few. */
interface Stored {
  sha256: string;
  bytes: number;
  content: Buffer | null;
}

/** Up to here a mail is read from memory; larger ones go through storage in a stream. */
const SMALL = 256 * 1024;

/**
 * The way every mail takes, whatever door it came through: bytes to storage, read in a worker, then a transaction. A mail that cannot be read, or that
 * cannot be taken in, is set aside and answered with the outcome `failed`: the next one goes on. Throws only when nothing was stored, or the database is
 * away: then the sender's server keeps the mail and tries again.
 */
export class MailDelivery {
  readonly #deps: MailDeliveryDeps;
  readonly #groups: Groups<Delivery, Received>;
  constructor(deps: MailDeliveryDeps) {
    this.#deps = deps;
    const mayRetry = (error: unknown) => {
      if (isDatabaseAway(error)) return false;
      deps.log.info({ err: error }, 'mails that could not be taken in together are taken in one by one');
      return true;
    };
    this.#groups = new Groups({ mayRetry, run: (mails) => this.#receiveTogether(mails) });
  }

  #receiveTogether(mails: readonly Delivery[]): Promise<Received[]> {
    const [only] = mails.length === 1 ? mails : [];
    return this.#deps.transaction(only?.actor ?? systemActor('mail'), (ctx) => receiveMails(ctx, mails, this.#deps.key));
  }

  /** Takes one mail in. Throws PAYLOAD_TOO_LARGE. */
  async deliver(source: Readable, envelope: Envelope): Promise<MailReceipt> {
    return this.take(await this.store(source), envelope);
  }

  /**
   * Puts a mail's bytes into storage, and keeps those of a small one at hand. Throws PAYLOAD_TOO_LARGE: where nobody is there to be told, take any size; it
   * is set aside when it is read.
   */
  async store(source: Readable, maxBytes: number = this.#deps.maxBytes): Promise<Stored> {
    const { storage } = this.#deps;
    const chunks = limited(source, maxBytes);
    const first: Buffer[] = [];
    let held = 0;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      first.push(next.value);
      held += next.value.length;
      if (held > SMALL) return { ...(await storage.put(Readable.from(joined(first, chunks)))), content: null };
    }
    const content = Buffer.concat(first);
    return { ...(await storage.put(content)), content };
  }

  /** Takes in a mail whose bytes are in storage. */
  async take(stored: Stored, envelope: Envelope): Promise<MailReceipt> {
    const mail = await this.read(stored);
    return mail instanceof PoisonMail ? this.setAside(stored, envelope, mail) : this.receive(mail, stored, envelope);
  }

  /** Sets a mail aside that could not be read. */
  setAside(stored: Stored, envelope: Envelope, poison: PoisonMail): Promise<MailReceipt> {
    return this.#poison(stored, envelope, `${poison.code}: ${poison.message}`);
  }

  /** Reads a mail in a worker; what cannot be read comes back as PoisonMail. Throws when its bytes are not to be had. */
  async read({ content, sha256, bytes }: Stored): Promise<ParsedMail | PoisonMail> {
    const { storage, parser, maxBytes } = this.#deps;
    if (bytes > maxBytes)
      return new PoisonMail('too-large', `${inMegabytes(bytes)} MB; up to ${inMegabytes(maxBytes)} MB are read (RINGBACK_MAIL_MB).`);
    const source = content ?? (await storage.get(sha256))?.stream;
    if (!source) throw new AppError('UNAVAILABLE', 'The mail is not in storage any more.');
    try {
      return await parser.parse(source);
    } catch (error) {
      if (error instanceof PoisonMail) return error;
      throw error;
    }
  }

  /** Takes in a mail that was read; in a burst, several in one transaction. Resolves when it is committed. */
  async receive(mail: ParsedMail, { sha256, bytes }: Stored, { mailbox, actor = systemActor('mail') }: Envelope): Promise<MailReceipt> {
    const raw = { sha256, bytes };
    try {
      const delivered = { mail, raw, mailbox };
      const received = await this.#groups.add({ delivered, actor }, mailApart(delivered));
      this.#deps.onTaken(received.outcome);
      return receiptOf(mail, received);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      this.#deps.log.error({ err: error, rawSha256: sha256 }, 'a mail could not be taken in');
      return this.#poison({ sha256, bytes, content: null }, { mailbox, actor }, 'not-taken-in: the product failed at it; see the log');
    }
  }

  async #poison({ sha256, bytes }: Stored, { mailbox, actor = systemActor('mail') }: Envelope, reason: string): Promise<MailReceipt> {
    this.#deps.log.warn({ rawSha256: sha256, reason }, 'a mail was set aside');
    await this.#deps.transaction(actor, (ctx) => setAside(ctx, { raw: { sha256, bytes }, reason, mailbox }));
    this.#deps.onTaken('failed');
    return failedReceipt(reason);
  }
}

async function* limited(source: Readable, maxBytes: number): AsyncGenerator<Buffer, undefined> {
  let bytes = 0;
  for await (const chunk of source) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array);
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield piece;
  }
  return undefined;
}

async function* joined(first: readonly Buffer[], rest: AsyncGenerator<Buffer, undefined>): AsyncGenerator<Buffer> {
  yield* first;
  yield* rest;
}

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1_048_576);

/** The refusal of a mail beyond the limit. */
export function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'PAYLOAD_TOO_LARGE',
    `The mail is larger than this server accepts (${Math.floor(maxBytes / 1_048_576)} MB). Nothing was stored.`,
    {
      maxBytes,
    },
  );
}
