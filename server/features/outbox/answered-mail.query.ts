import type { MailParty, MessageMail } from '../../../shared/models/mail.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';

/** The mail of a ticket that is answered or passed on. */
export interface AnsweredMail {
  messageId: string;
  at: Date;
  mail: MessageMail;
  /** Its whole text. */
  text: string;
  /** '' when it had none. */
  headerId: string;
  /** Newest first. */
  references: string[];
  mailboxIds: string[];
}

/**
 * The mail asked for, or the last one a customer wrote on the ticket, or the last one at all; null when there is none. Throws NOT_FOUND for one of another
 * ticket. Index: messages_ticket.
 */
export async function answeredMail(ctx: Ctx, ticketId: string, messageId: string | null): Promise<AnsweredMail | null> {
  const [row]: AnsweredMail[] = await ctx.db.query(
    `SELECT g.id AS "messageId", coalesce(m.written_at, g.created_at) AS at, g.mail, coalesce(m.text, g.text) AS text, coalesce(m.header_id, '') AS "headerId",
       coalesce(m.refs, '{}') AS "references", coalesce(m.mailbox_ids, '{}') AS "mailboxIds"
     FROM messages g LEFT JOIN mails m ON m.id = g.id WHERE g.ticket_id = $1 AND g.kind = 'mail' AND ($2::uuid IS NULL OR g.id = $2::uuid)
     ORDER BY g.mail->>'direction' = 'in' AND NOT (g.mail->>'isAutoReply')::boolean DESC, g.created_at DESC, g.id DESC LIMIT 1`,
    [ticketId, messageId],
  );
  return messageId === null ? (row ?? null) : found(row, 'mail');
}

/** Ids a mail names as what it answers: the mail itself and those before it, oldest first; 40 at most, for headers have limits. */
export function referencesFor({ headerId, references }: AnsweredMail): string[] {
  const ids = [headerId, ...references].filter((id) => id !== '' && !id.startsWith('sha256:'));
  return [...new Set(ids)].slice(0, 40).reverse();
}

/** Somebody else's words that came after the last message a writer saw. */
export interface NewerMessage {
  id: string;
  kind: 'note' | 'mail';
  authorId: string | null;
  from: MailParty | null;
  at: string;
  text: string;
}

/** What others wrote on a ticket after the message that was seen last (null: none was), oldest first, 20 at most. Index: messages_ticket. */
export async function newerMessages(ctx: Ctx, ticketId: string, seen: string | null): Promise<NewerMessage[]> {
  const rows: (Omit<NewerMessage, 'at'> & { at: Date })[] = await ctx.db.query(
    `SELECT g.id, g.kind, g.author_id AS "authorId", g.mail->'from' AS "from", g.created_at AS at, left(g.text, 300) AS text
     FROM messages g LEFT JOIN messages s ON s.id = $2::uuid AND s.ticket_id = g.ticket_id
     WHERE g.ticket_id = $1 AND (s.id IS NULL OR (g.created_at, g.id) > (s.created_at, s.id)) AND g.author_id IS DISTINCT FROM $3::uuid
     ORDER BY g.created_at, g.id LIMIT 20`,
    [ticketId, seen, ctx.actor.id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
