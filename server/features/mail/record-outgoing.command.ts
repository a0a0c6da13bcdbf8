import type { MailAttachment, MailParty, MailProgress } from '../../../shared/models/mail.js';
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
  /** What the writer wrote. */
  text: string;
  /** The whole of it, with signature and quotes; both as text and as HTML. */
  body: { text: string; html: string | null };
  from: MailParty;
  to: MailParty[];
  cc: MailParty[];
  /** Message-IDs it answers, newest first. */
  references: readonly string[];
  attachments: readonly MailAttachment[];
  isAutomatic: boolean;
  progress: MailProgress;
}

/**
 * Writes down a mail of ours before it goes out: its message in the history, and its Message-ID, which carries ticket and MAC, so that answers, reports and
 * our own copy find the way back. Returns both.
 */
export async function recordOutgoing(ctx: Ctx, out: OutgoingMail, key: Buffer): Promise<{ message: Message; headerId: string }> {
  const id = newId(ctx.now.getTime());
  const host = out.from.address.slice(out.from.address.lastIndexOf('@') + 1);
  const headerId = makeOwnMessageId(key, { counter: out.ticket.counter, messageId: id }, host);
  const { subject, from, to, cc, text, authorId, progress, attachments } = out;
  const message = await addMail(ctx, {
    ...{ id, ticketId: out.ticket.id, authorId, text },
    mail: {
      ...{ direction: 'out', state: 'queued', subject, from, replyTo: [], to, cc, attachments: [...attachments], progress },
      ...{ joinedBy: null, hint: null, bounce: null, crypto: null },
      ...{ isAutoReply: out.isAutomatic, isQuiet: false, hasMore: out.body.text.trim() !== text.trim(), hasCalendar: false },
    },
  });
  await insertMail(ctx, out, { id, headerId });
  return { message, headerId };
}

async function insertMail(ctx: Ctx, out: OutgoingMail, { id, headerId }: { id: string; headerId: string }): Promise<void> {
  const { ticket, references, to, cc, from, subject, body } = out;
  await ctx.db.query(
    `WITH m AS (
       INSERT INTO mails (id, direction, header_id, content_hash, ticket_id, refs, addresses, from_address, subject, outcome, reason, may_auto_reply, received_at, text, html)
       VALUES ($1, 'out', $2, '', $3, $4, $5, $6, $7, 'sent', 'Written by us.', false, $8, $9, $10) RETURNING id
     ) INSERT INTO mail_attachments (mail_id, place, name, content_type, bytes, sha256, is_inline, cid)
       SELECT m.id, a.place - 1, a.value->>'name', a.value->>'contentType', (a.value->>'bytes')::bigint, a.value->>'sha256', (a.value->>'isInline')::boolean, a.value->>'cid'
       FROM m, jsonb_array_elements($11::jsonb) WITH ORDINALITY AS a(value, place)`,
    [
      ...[id, headerId, ticket.id, references, [...to, ...cc].map(({ address }) => address.toLowerCase()), from.address.toLowerCase()],
      ...[subject, ctx.now, body.text, body.html, JSON.stringify(out.attachments)],
    ],
  );
}

/** Forgets a mail of ours that was taken back before it went out. */
export async function forgetOutgoing(ctx: Ctx, messageId: string): Promise<void> {
  await ctx.db.query(`DELETE FROM mails WHERE id = $1 AND direction = 'out'`, [messageId]);
}
