import type { MailOriginal } from '../../../shared/models/mail.js';
import { safeHtml } from '../../adapters/mailbox/port.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { isRaster } from '../../core/http/file-answer.js';

interface Row extends Pick<MailOriginal, 'id' | 'text' | 'html' | 'rawSha256' | 'rawBytes' | 'reason' | 'faults'> {
  /** The reader wants pictures of other servers in mails of this sender. */
  isTrusted: boolean;
  pictures: { cid: string; place: number; contentType: string }[];
}

/**
 * A mail of a ticket's history as it came, its HTML made safe to show: no scripts, forms, remote content. Inline pictures lead to its own files. `images`:
 * pictures of other servers too, this once. Whoever sees the ticket sees its mails; see the policy. Throws NOT_FOUND.
 */
export async function mailOriginal(
  ctx: Ctx,
  { messageId, images }: { messageId: string; images?: boolean | undefined },
): Promise<MailOriginal> {
  const rows: Row[] = await ctx.db.query(
    `SELECT m.id, coalesce(m.text, g.text) AS text, m.html, m.raw_sha256 AS "rawSha256", m.raw_bytes AS "rawBytes", m.reason, m.flags AS faults,
       EXISTS (SELECT 1 FROM mail_image_senders s WHERE s.account_id = $2::uuid AND s.address = m.from_address) AS "isTrusted",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('cid', a.cid, 'place', a.place, 'contentType', a.content_type)), '[]')
        FROM mail_attachments a WHERE a.mail_id = m.id AND a.cid IS NOT NULL) AS pictures
     FROM mails m JOIN messages g ON g.id = m.id WHERE m.id = $1`,
    [messageId, ctx.actor.id],
  );
  const { isTrusted, pictures, ...mail } = found(rows[0], 'mail');
  const showsImages = mail.html !== null && (images ?? isTrusted);
  const cids = new Map(
    pictures.flatMap(({ cid, place, contentType }) =>
      isRaster(contentType) ? [[cid, `/api/v1/mails/${messageId}/files/${place}?isInline=true`]] : [],
    ),
  );
  const safe = mail.html === null ? null : safeHtml(mail.html, { cids, allowRemote: showsImages });
  return {
    ...mail,
    ...{ html: safe?.html ?? null, blockedImages: safe?.blockedImages ?? 0, suspiciousLinks: safe?.suspiciousLinks ?? 0, showsImages },
  };
}

/** The ticket a mail stands in; null when it stands in none. */
export async function ticketOfMail(ctx: Ctx, messageId: string): Promise<string | null> {
  const rows: { ticketId: string }[] = await ctx.db.query('SELECT ticket_id AS "ticketId" FROM messages WHERE id = $1', [messageId]);
  return rows[0]?.ticketId ?? null;
}
