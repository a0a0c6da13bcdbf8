import type { MailReceipt } from '../../../shared/models/mail.js';
import type { ParsedMail } from '../../adapters/mailbox/port.js';
import type { Received } from './incoming.js';
import { partiesOnWire, presentBounce, subjectLine } from './mail-texts.js';

/** What the gateway answers for a mail that was taken in. */
export function receiptOf(mail: ParsedMail, received: Received): MailReceipt {
  const { outcome, reason, ticket, isNewTicket, joinedBy } = received;
  return {
    ...{ outcome, reason, ticket, isNewTicket, joinedBy },
    messageId: mail.messageId,
    subject: subjectLine(mail.subject),
    from: mail.from ? { name: mail.from.name, address: mail.from.address } : null,
    replyTo: partiesOnWire(mail.replyTo),
    to: partiesOnWire(mail.to),
    cc: partiesOnWire(mail.cc),
    text: mail.text,
    visibleText: mail.visibleText,
    html: mail.html,
    attachments: mail.attachments.map(({ name, contentType, bytes, sha256, isInline, cid }) => ({
      name,
      contentType,
      bytes,
      sha256,
      inline: isInline,
      cid,
    })),
    mayAutoReply: mail.mayAutoReply,
    bounce: presentBounce(mail.bounce),
  };
}

/** The answer for a mail that could not be read and was set aside. */
export function failedReceipt(reason: string): MailReceipt {
  return {
    ...{ outcome: 'failed', reason, ticket: null, isNewTicket: false, joinedBy: null, messageId: null, subject: '', from: null },
    ...{ replyTo: [], to: [], cc: [], text: '', visibleText: '', html: null, attachments: [], mayAutoReply: false, bounce: null },
  };
}
