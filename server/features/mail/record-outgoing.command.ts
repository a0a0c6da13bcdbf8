import type { MailParty, MessageMail } from '../../../shared/models/mail.js';
import type { Message } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { addMail } from '../tickets/index.js';
import { makeOwnMessageId } from './threading/own-message-id.js';

/** A mail of ours on its way out. */
export interface OutgoingMail {
  ticket: { id: string; counter: number };
  authorId: string | null;
  subject: string;
  text: string;
  from: MailParty;
  to: MailParty[];
  cc: MailParty[];
  /** Message-IDs it answers, newest first. */
  references: readonly string[];
  state: MessageMail['state'];
}

/**
 * Writes down a mail of ours before it goes out: its message in the history, and its Message-ID, which carries ticket and MAC, so that answers, reports and
 * our own copy find the way back. Returns both.
 */
export async function recordOutgoing(ctx: Ctx, out: OutgoingMail, key: Buffer): Promise<{ message: Message; headerId: string }> {
  const id = newId(ctx.now.getTime());
  const host = out.from.address.slice(out.from.address.lastIndexOf('@') + 1);
  const headerId = makeOwnMessageId(key, { counter: out.ticket.counter, messageId: id }, host);
  const { subject, from, to, cc, state, text, authorId } = out;
  const message = await addMail(ctx, {
    ...{ id, ticketId: out.ticket.id, authorId, text },
    mail: {
      ...{
        direction: 'out',
        subject,
        from,
        replyTo: [],
        to,
        cc,
        state,
        joinedBy: null,
        hint: null,
        bounce: null,
        crypto: null,
        attachments: [],
      },
      ...{ isAutoReply: false, isQuiet: false, hasMore: false, hasCalendar: false },
    },
  });
  await ctx.db.query(
    `INSERT INTO mails (id, direction, header_id, content_hash, ticket_id, refs, addresses, from_address, subject, outcome, reason, may_auto_reply, received_at)
     VALUES ($1, 'out', $2, '', $3, $4, $5, $6, $7, 'sent', 'Written by us.', false, $8)`,
    [
      id,
      headerId,
      out.ticket.id,
      out.references,
      [...to, ...cc].map(({ address }) => address.toLowerCase()),
      from.address.toLowerCase(),
      subject,
      ctx.now,
    ],
  );
  return { message, headerId };
}
