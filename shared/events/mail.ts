import { Mailbox, MailboxSending, PoisonMail } from '../models/mail.js';

/** Durable events of the mail feature: type → payload schema. What is said in mails travels as `ticket.message-added`. */
export const mailEvents = {
  'mailbox.changed': Mailbox,
  /** To administrators: a mail could not be read, or was tried again. */
  'poison-mail.changed': PoisonMail,
  /** To administrators: how a mailbox sends was changed. */
  'mailbox-sending.changed': MailboxSending,
} as const;
