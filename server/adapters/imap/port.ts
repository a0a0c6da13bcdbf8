import type { Readable } from 'node:stream';
import type { AfterReading, ImapFault } from '../../../shared/models/fetching.js';

/** A mail server that holds our mailboxes, and how to sign in there. */
export interface ImapServer {
  host: string;
  port: number;
  /** `tls` from the first byte (993), `starttls` demanded after the greeting (143), `none` only for servers on one's own machine. */
  security: 'tls' | 'starttls' | 'none';
  login: string;
  /** A password, or a token for XOAUTH2. */
  secret: { kind: 'password' | 'token'; value: string };
  /** The setting that lets it stand in a network of our own. */
  allowsInternal: boolean;
}

/** What a mail server did not do, with its own words. */
export class ImapFailure extends Error {
  override readonly name = 'ImapFailure';
  constructor(
    readonly fault: ImapFault,
    readonly answer: string,
  ) {
    super(`${fault}: ${answer}`);
  }
}

/** An open folder. */
export interface ImapFolder {
  /** A number of up to 64 bits: while it stays, a UID means the same mail. */
  uidValidity: string;
  /** The next mail's UID will be at least this. */
  uidNext: number;
}

/** What a server tells of a mail before it is read. */
export interface MailFacts {
  uid: number;
  bytes: number;
  /** When the server received it; null: it does not say. */
  receivedAt: Date | null;
}

/** A mail that is being read from a server; it stays there as it was. */
export interface ServedMail {
  uid: number;
  /** Whole, or in a stream that must be read before the next mail is asked for. */
  source: Buffer | Readable;
}

/** One connection that is signed in. Every method throws ImapFailure. */
export interface ImapSession {
  /** Opens a folder; everything below is about the one opened last. */
  open(folder: string): Promise<ImapFolder>;
  /** UIDs beyond `after`, ascending. */
  newer(after: number): Promise<number[]>;
  /** The mails of these UIDs that are wanted, small ones whole and large ones in a stream. Vanished ones are left out. */
  read(uids: readonly number[], isWanted: (mail: MailFacts) => boolean): AsyncGenerator<ServedMail, void>;
  /** Does with mails that were taken in what the mailbox is set to. A folder to move to is made when it is missing. */
  settle(uids: readonly number[], after: AfterReading): Promise<void>;
  /** Resolves when something arrived (IDLE), when `ms` are over, or when `signal` says stop. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Names of all folders; `sent` is the one the server itself takes for sent mails. */
  folders(): Promise<{ names: string[]; sent: string | null }>;
  /** Whether a folder holds a mail of that Message-ID (without angle brackets). */
  holds(folder: string, messageId: string): Promise<boolean>;
  /** Puts a mail into a folder, as read. */
  append(folder: string, mail: Buffer): Promise<void>;
  /** Signs out; never throws. */
  close(): Promise<void>;
}

/** Reads mailboxes by IMAP. */
export interface ImapPort {
  /** Connects and signs in. Throws ImapFailure. */
  connect(server: ImapServer): Promise<ImapSession>;
  /** How long one look at a folder is trusted when the server says nothing, ms. */
  readonly pollMs: number;
  /** Waits between attempts after a failure, ms; the last one again and again. Each is shortened by chance, so that many do not come at once. */
  readonly backOffMs: readonly number[];
}
