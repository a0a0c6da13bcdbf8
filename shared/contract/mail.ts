import * as z from 'zod/mini';
import { Done, Id, Language, line, page, pageQuery, Version } from '../models/base.js';
import { Mailbox, MailOriginal, MailReceipt, PoisonMail } from '../models/mail.js';
import { defineOperation } from '../operation.js';

const address = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/, 'must be a mail address'));

/**
 * Delivers one mail as it came from another server: header and body as RFC 5322 has it. The same mail delivered again is the same mail: nothing happens,
 * and the answer says so. A mail that cannot be read is kept and answered with the outcome `failed`; only what was not stored is an error.
 */
export const deliverMail = defineOperation({
  id: 'mail.deliver',
  method: 'POST',
  path: '/mail',
  summary: 'Deliver a mail (message/rfc822)',
  scope: 'mail',
  rawBody: 'message/rfc822',
  keepsAnswer: false,
  query: z.object({
    /** Our address it was delivered to, as the envelope says; without it the mail's own headers decide. */
    mailbox: z.optional(line(254)),
  }),
  output: MailReceipt,
  errors: ['PAYLOAD_TOO_LARGE', 'UNAVAILABLE'],
});

const messageId = z.object({ messageId: Id });
/** Pictures of other servers too, this once; without it as the reader chose for the sender. */
const images = z.optional(z.boolean());
/** Answers of bytes say nothing as JSON. */
const bytes = z.unknown();

/**
 * A mail of a ticket as it came: the whole text with quotes and signature, and its HTML made safe to show. Its style attributes and pictures need a frame
 * with a policy of its own: see `mail.page`.
 */
export const getMailOriginal = defineOperation({
  id: 'mail.original',
  method: 'GET',
  path: '/mails/:messageId/original',
  summary: 'The whole of a mail',
  params: messageId,
  query: z.object({ images }),
  output: MailOriginal,
  errors: ['NOT_FOUND'],
});
/**
 * The same safe HTML as a page for a frame: `<iframe sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" src="…">`. Its own policy lets
 * no script run, no form be sent, nothing be fetched but inline pictures from here (and pictures of other servers when asked for). `allow-same-origin` is what
 * lets the browser ask for them as the reader, and the console measure its height; without scripts it gives the mail nothing.
 */
export const getMailPage = defineOperation({
  id: 'mail.page',
  method: 'GET',
  path: '/mails/:messageId/page',
  summary: 'A mail as a page for a frame',
  params: messageId,
  query: z.object({ images }),
  output: bytes,
  rawAnswer: 'text/html',
  errors: ['NOT_FOUND'],
});
/** The mail as it came, byte by byte, to be saved as `.eml`. A mail of ours has none: NOT_FOUND. */
export const getMailRaw = defineOperation({
  id: 'mail.raw',
  method: 'GET',
  path: '/mails/:messageId/raw',
  summary: 'Save a mail as it came',
  params: messageId,
  output: bytes,
  rawAnswer: 'message/rfc822',
  errors: ['NOT_FOUND'],
});
/** A file of a mail: `place` is its position among the attachments, from 0. Always to be saved; `isInline` shows it when it is a picture made of dots. */
export const getMailFile = defineOperation({
  id: 'mail.file',
  method: 'GET',
  path: '/mails/:messageId/files/:place',
  summary: 'Save a file of a mail',
  params: z.object({ messageId: Id, place: z.int().check(z.nonnegative(), z.maximum(100_000)) }),
  query: z.object({ isInline: z.optional(z.boolean()) }),
  output: bytes,
  rawAnswer: 'application/octet-stream',
  errors: ['NOT_FOUND'],
});
/** Shows me pictures of other servers in every mail of this mail's sender from now, or no longer. */
export const showMailImages = defineOperation({
  id: 'mail.show-images',
  method: 'POST',
  path: '/mails/:messageId/images',
  summary: 'Show pictures in mails of this sender',
  params: messageId,
  body: z.object({ isShown: z.boolean() }),
  output: Done,
  errors: ['NOT_FOUND'],
});

/** Our addresses. */
export const listMailboxes = defineOperation({
  id: 'mailboxes.list',
  method: 'GET',
  path: '/mailboxes',
  summary: 'Mailboxes',
  output: z.object({ items: z.array(Mailbox) }),
});
/** Adds an address of ours; mail to it becomes tickets of its team. */
export const createMailbox = defineOperation({
  id: 'mailboxes.create',
  method: 'POST',
  path: '/mailboxes',
  summary: 'Add a mailbox',
  body: z.object({ address, name: line(120), teamId: z.nullable(Id), language: z.optional(Language) }),
  output: Mailbox,
  errors: ['MAILBOX_TAKEN', 'INVALID_REFERENCE'],
});
/** Edits a mailbox; fields not given stay. An inactive one is still ours: its mails are never taken for a customer's. */
export const editMailbox = defineOperation({
  id: 'mailboxes.edit',
  method: 'PATCH',
  path: '/mailboxes/:mailboxId',
  summary: 'Edit a mailbox',
  params: z.object({ mailboxId: Id }),
  body: z.object({
    version: Version,
    address: z.optional(address),
    name: z.optional(line(120)),
    teamId: z.optional(z.nullable(Id)),
    language: z.optional(Language),
    isActive: z.optional(z.boolean()),
  }),
  output: Mailbox,
  errors: ['STALE', 'NOT_FOUND', 'MAILBOX_TAKEN', 'INVALID_REFERENCE'],
});

/** Mails that could not be read, newest first. */
export const listPoisonMails = defineOperation({
  id: 'poison-mails.list',
  method: 'GET',
  path: '/poison-mails',
  summary: 'Mails that could not be read',
  query: z.object(pageQuery),
  output: page(PoisonMail),
});
/** A set-aside mail as it came, to be looked at elsewhere. */
export const getPoisonRaw = defineOperation({
  id: 'poison-mails.raw',
  method: 'GET',
  path: '/poison-mails/:poisonId/raw',
  summary: 'Save a set-aside mail as it came',
  params: z.object({ poisonId: Id }),
  output: bytes,
  rawAnswer: 'message/rfc822',
  errors: ['NOT_FOUND'],
});
/** Tries to read a set-aside mail again, now. */
export const retryPoisonMail = defineOperation({
  id: 'poison-mails.retry',
  method: 'POST',
  path: '/poison-mails/:poisonId/retry',
  summary: 'Read a set-aside mail again',
  params: z.object({ poisonId: Id }),
  output: z.object({ poison: PoisonMail, receipt: MailReceipt }),
  errors: ['NOT_FOUND', 'STILL_POISON'],
});
/** Puts a set-aside mail away; its bytes stay. Repeated: nothing happens. */
export const dropPoisonMail = defineOperation({
  id: 'poison-mails.drop',
  method: 'POST',
  path: '/poison-mails/:poisonId/drop',
  summary: 'Put a set-aside mail away',
  params: z.object({ poisonId: Id }),
  output: PoisonMail,
  errors: ['NOT_FOUND'],
});
