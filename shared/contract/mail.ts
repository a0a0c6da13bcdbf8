import * as z from 'zod/mini';
import { Id, Language, line, page, pageQuery, Version } from '../models/base.js';
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

/** A mail of a ticket as it came: the whole text with quotes and signature, and the HTML as it was sent (never to be shown unsanitised). */
export const getMailOriginal = defineOperation({
  id: 'mail.original',
  method: 'GET',
  path: '/mails/:messageId/original',
  summary: 'The whole of a mail',
  params: z.object({ messageId: Id }),
  output: MailOriginal,
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
