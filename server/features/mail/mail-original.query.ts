import type { MailOriginal } from '../../../shared/models/mail.js';
import { safeHtml } from '../../adapters/mailbox/port.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';

/**
 * A mail of a ticket's history as it came, its HTML made safe to show: no scripts, forms, remote content. Whoever sees the ticket sees its mails; see the
 * policy. Throws NOT_FOUND.
 */
export async function mailOriginal(ctx: Ctx, messageId: string): Promise<MailOriginal> {
  const rows: MailOriginal[] = await ctx.db.query(
    `SELECT m.id, coalesce(m.text, g.text) AS text, m.html, m.raw_sha256 AS "rawSha256", m.raw_bytes AS "rawBytes", m.reason, m.flags AS faults
     FROM mails m JOIN messages g ON g.id = m.id WHERE m.id = $1`,
    [messageId],
  );
  const mail = found(rows[0], 'mail');
  return { ...mail, html: mail.html === null ? null : safeHtml(mail.html).html };
}

/** The ticket a mail stands in; null when it stands in none. */
export async function ticketOfMail(ctx: Ctx, messageId: string): Promise<string | null> {
  const rows: { ticketId: string }[] = await ctx.db.query('SELECT ticket_id AS "ticketId" FROM messages WHERE id = $1', [messageId]);
  return rows[0]?.ticketId ?? null;
}
