import type { Readable } from 'node:stream';

export { judgeRefusal } from './bounce/judge-refusal.js';
export { safeHtml } from './html/safe-html.js';
export { PoisonMail } from './poison-mail.js';

/** A mailbox as a header names it. `address` is lower-cased in its domain only; '' for a group's or a phrase's name without an address. */
export interface MailAddress {
  name: string;
  address: string;
}

/** A part that is not the text itself. Its bytes lie in storage under `sha256`, decoded from their transfer encoding. */
export interface ParsedAttachment {
  /** File name to show and to save under, without folders or control characters; never empty. */
  name: string;
  /** Lower case, `type/subtype`. */
  contentType: string;
  bytes: number;
  sha256: string;
  /** Shown inside the text: disposition inline, or referred to by `cid:` in the HTML. */
  isInline: boolean;
  /** Content-ID without angle brackets. */
  cid: string | null;
}

/** What happened to one recipient of a mail that came back. */
export interface BounceRecipient {
  address: string;
  /** Enhanced status code (RFC 3463), e.g. `5.1.1`; given by the report or derived from its reason. */
  status: string | null;
  /** A word for the cause, in the vocabulary of mail operators: `userunknown`, `mailboxfull`, `hostunknown`, `blocked`, … `undefined` when unclear. */
  reason: string;
  /** What the other side said, '' when it said nothing. */
  diagnostic: string;
  /** This address will not work by trying again. */
  hard: boolean;
}

/** A report about a mail sent before. `hard` when at least one address will not work by trying again. */
export interface BounceReport {
  kind: 'failure' | 'delay' | 'complaint' | 'success' | 'read';
  hard: boolean;
  recipients: BounceRecipient[];
  /** Message-ID of the mail it is about, without angle brackets. */
  originalMessageId: string | null;
  originalSubject: string | null;
  /** References of the mail it is about, without angle brackets. */
  originalReferences: string[];
}

/** Everything one message says. Strings are well-formed and free of NUL: PostgreSQL takes them as they are. */
export interface ParsedMail {
  /** Without angle brackets. */
  messageId: string | null;
  /** Without angle brackets, in the order of the header. */
  inReplyTo: string[];
  /** Without angle brackets, oldest first as in the header. */
  references: string[];
  /** ISO 8601 in UTC; null when the header is missing or no date. */
  date: string | null;
  subject: string;
  from: MailAddress | null;
  /** All addresses of From, when there is more than one. */
  fromAll: MailAddress[];
  sender: MailAddress | null;
  /** Return-Path; '' is the null path of automatic mail, null when the header is missing. */
  returnPath: string | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  /** Delivered-To, X-Original-To, Envelope-To and their kind: the mailbox this copy was for. */
  deliveredTo: string[];
  /** The whole body as text, from the plain part or else from HTML. */
  text: string;
  /** What is new in `text`, without quotes and signature; the whole text when in doubt. */
  visibleText: string;
  /** The HTML body as sent, not safe to show: see `safeHtml`. */
  html: string | null;
  attachments: ParsedAttachment[];
  /** False for whatever must never be answered by a machine (rules 1.4). */
  mayAutoReply: boolean;
  /** Written by a machine in answer to a mail (out of office, ticket received). */
  autoReply: { is: boolean; reason: string | null };
  bounce: BounceReport | null;
  crypto: 'smime-signed' | 'smime-encrypted' | 'pgp-signed' | 'pgp-encrypted' | null;
  hasCalendar: boolean;
  /** SHA-256 in hex of the message without trace headers: two mailboxes that received the same mail hash alike. */
  contentHash: string;
  /** SHA-256 in hex of the bytes as they came. */
  rawSha256: string;
  rawBytes: number;
  /** `X-Ringback-Loop` as it came: features know their own mark. */
  loopMark: string | null;
  /** What was broken and mended, for the curious; a word each. */
  faults: string[];
  /** Telephone numbers as they are spelled in the signature. */
  signaturePhones: string[];
}

/** Bounds of one message; beyond them it is a poison mail (or, for text, cut with a fault). */
export interface MailLimits {
  /** Bytes of one header block. */
  headerBytes: number;
  /** Parts of one message. */
  parts: number;
  /** Multiparts inside multiparts. */
  depth: number;
  /** Bytes of text or HTML taken into the message; the rest stays in the raw mail. */
  textBytes: number;
  /** Milliseconds for one message before its worker is ended. */
  timeMs: number;
}

/** Where attachments go; the storage port is one. */
export interface AttachmentStore {
  put(content: Buffer | Readable): Promise<{ sha256: string; bytes: number }>;
}

/** Reads messages in workers of its own, so that none blocks the server. */
export interface MailParser {
  /**
   * Reads one message: bytes, a stream, or the path of a file. Attachments are in the store when it resolves.
   * Throws `PoisonMail` for a message that cannot be read, the store's own error when storing fails.
   */
  parse(source: Buffer | Readable | string): Promise<ParsedMail>;
  /** Ends the workers; a message being read is refused as crashed. */
  close(): Promise<void>;
}
