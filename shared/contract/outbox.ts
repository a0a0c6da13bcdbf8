import * as z from 'zod/mini';
import { Id, line, text, Version } from '../models/base.js';
import { MailboxSending, MailDraft, MailIdentity, MailUpload, SmtpFault, TicketAfterMail } from '../models/mail.js';
import { Message, Ticket } from '../models/tickets.js';
import { defineOperation } from '../operation.js';

const address = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>(),;:"\p{Cc}]+@[^\s@<>(),;:"\p{Cc}]+$/u, 'must be a mail address'));
/** Somebody a mail goes to. */
const party = z.object({ name: z.string().check(z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u)), address });
const parties = z.array(party).check(z.maxLength(50));
const ticketId = z.object({ ticketId: Id });
const messageId = z.object({ messageId: Id });
const Sent = z.object({ message: Message, ticket: Ticket });

/** What every mail of ours says. */
const mail = {
  /** The identity; without it the mailbox the customer wrote to, or that of the team. */
  mailboxId: z.optional(Id),
  to: parties.check(z.minLength(1)),
  cc: z.optional(parties),
  /** Without it that of the ticket, with its number. */
  subject: z.optional(line(400)),
  text: text(100_000),
  uploadIds: z.optional(z.array(Id).check(z.maxLength(50))),
  /** The last message of the history that was on the screen; null: none was. Anything newer is told (409) before the mail goes. */
  seen: z.nullable(Id),
  /** Sends although something came in between. */
  evenIfNewer: z.optional(z.boolean()),
  ticketAfter: z.optional(TicketAfterMail),
};

/**
 * Answers a mail of the ticket. It is held ten seconds, in which it can be taken back, and then goes out exactly once. Without `messageId` it answers the
 * last mail of the ticket. MAIL_CROSSED: something was written meanwhile; details carry `newer`.
 */
export const replyByMail = defineOperation({
  id: 'mail.reply',
  method: 'POST',
  path: '/tickets/:ticketId/reply',
  summary: 'Answer by mail',
  params: ticketId,
  body: z.object({ ...mail, messageId: z.optional(Id) }),
  output: Sent,
  errors: ['MAIL_CROSSED', 'NO_IDENTITY', 'UPLOAD_GONE', 'PAYLOAD_TOO_LARGE', 'NOT_FOUND'],
});
/** Passes a mail of the ticket on to others, with its text and its files. */
export const forwardMail = defineOperation({
  id: 'mail.forward',
  method: 'POST',
  path: '/tickets/:ticketId/forward',
  summary: 'Forward a mail',
  params: ticketId,
  body: z.object({ ...mail, messageId: Id, withoutFiles: z.optional(z.boolean()) }),
  output: Sent,
  errors: ['MAIL_CROSSED', 'NO_IDENTITY', 'UPLOAD_GONE', 'PAYLOAD_TOO_LARGE', 'NOT_FOUND'],
});
/** Writes a mail that answers none, on a ticket. */
export const writeMail = defineOperation({
  id: 'mail.write',
  method: 'POST',
  path: '/tickets/:ticketId/mails',
  summary: 'Write a mail on a ticket',
  params: ticketId,
  body: z.object(mail),
  output: Sent,
  errors: ['MAIL_CROSSED', 'NO_IDENTITY', 'UPLOAD_GONE', 'PAYLOAD_TOO_LARGE', 'NOT_FOUND'],
});
/** Takes a mail back that has not begun to go out, with what it changed on the ticket, and gives back what was written. Later: MAIL_GONE_OUT. */
export const undoSend = defineOperation({
  id: 'mail.undo-send',
  method: 'POST',
  path: '/mails/:messageId/undo',
  summary: 'Take a mail back',
  params: messageId,
  output: z.object({ draft: MailDraft, ticket: Ticket }),
  errors: ['MAIL_GONE_OUT', 'NOT_FOUND'],
});
/** Sends a mail again, with the same Message-ID, to those who do not have it: one that failed, one nobody knows the fate of, or one that waits for its next attempt. */
export const sendAgain = defineOperation({
  id: 'mail.send-again',
  method: 'POST',
  path: '/mails/:messageId/send-again',
  summary: 'Send a mail again',
  params: messageId,
  output: Message,
  errors: ['NOT_RESENDABLE', 'NOT_FOUND'],
});
/** Says that a mail nobody knew the fate of did go out. */
export const confirmSent = defineOperation({
  id: 'mail.confirm-sent',
  method: 'POST',
  path: '/mails/:messageId/confirm-sent',
  summary: 'This mail was sent',
  params: messageId,
  output: Message,
  errors: ['NOT_UNCONFIRMED', 'NOT_FOUND'],
});
/** Keeps a file for a mail that is being written, for two days. */
export const uploadFile = defineOperation({
  id: 'mail.upload',
  method: 'POST',
  path: '/mail-uploads',
  summary: 'Attach a file',
  rawBody: 'application/octet-stream',
  keepsAnswer: false,
  query: z.object({ name: line(200), contentType: z.optional(z.string().check(z.regex(/^[\w.+-]{1,60}\/[\w.+-]{1,80}$/))) }),
  output: MailUpload,
  errors: ['PAYLOAD_TOO_LARGE'],
});
/** Addresses of ours that mail can go out from. */
export const listIdentities = defineOperation({
  id: 'mail.identities',
  method: 'GET',
  path: '/mail-identities',
  summary: 'Addresses to send from',
  output: z.object({ items: z.array(MailIdentity) }),
});
/** How a mailbox sends; null when nothing is set. */
export const getMailboxSending = defineOperation({
  id: 'mailboxes.sending',
  method: 'GET',
  path: '/mailboxes/:mailboxId/sending',
  summary: 'How a mailbox sends',
  params: z.object({ mailboxId: Id }),
  output: z.object({ sending: z.nullable(MailboxSending) }),
});
const server = {
  host: line(255).check(z.regex(/^[^\s/@]+$/)),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  security: MailboxSending.shape.security,
  login: z.nullable(line(255)),
  /** Signs in by the token its mailbox is read with. Left out: it stays; not at first. */
  signsInAsReading: z.optional(z.boolean()),
  /** Left out: it stays as it is. */
  password: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
};
/** Says how a mailbox sends. `version` 0 when nothing was set yet. */
export const setMailboxSending = defineOperation({
  id: 'mailboxes.set-sending',
  method: 'PUT',
  path: '/mailboxes/:mailboxId/sending',
  summary: 'Set how a mailbox sends',
  scope: 'admin',
  params: z.object({ mailboxId: Id }),
  body: z.object({
    version: Version,
    ...server,
    signatures: z.object({ de: text(4000), en: text(4000) }),
    usesPlusAddress: z.boolean(),
    /** Left out: it stays; off at first. */
    acknowledgement: z.optional(z.object({ isOn: z.boolean(), de: text(4000), en: text(4000) })),
  }),
  output: MailboxSending,
  errors: ['STALE', 'NOT_FOUND'],
});
/** Connects and signs in with what is given, or with what is set, and says what is wrong. Nothing is sent, nothing is saved. */
export const testSmtp = defineOperation({
  id: 'mailboxes.test-smtp',
  method: 'POST',
  path: '/mailboxes/:mailboxId/test-smtp',
  summary: 'Test how a mailbox sends',
  scope: 'admin',
  params: z.object({ mailboxId: Id }),
  body: z.object({ server: z.optional(z.object(server)) }),
  output: z.object({ fault: z.nullable(SmtpFault), answer: z.nullable(z.string()) }),
  keepsAnswer: false,
  errors: ['NOT_FOUND'],
});
