import type { JoinedBy, MailOutcome } from '../../../shared/models/mail.js';
import type { ParsedMail } from '../../adapters/mailbox/port.js';
import type { Ctx } from '../../core/context.js';
import { presentBounce, shownText, subjectLine } from './mail-texts.js';
import { headerKey } from './threading/pointers.js';

/** What is stored of a mail besides what it says itself. */
export interface MailPlace {
  /** Also the id of its message in the history, if it stands in one. */
  id: string;
  raw: { sha256: string; bytes: number };
  ticketId: string | null;
  mailboxIds: readonly string[];
  references: readonly string[];
  addresses: readonly string[];
  senderAddress: string;
  joinedBy: JoinedBy | null;
  outcome: MailOutcome;
  reason: string;
  isKnownId: boolean;
}

const INSERT = `WITH m AS (
  INSERT INTO mails (id, direction, header_id, content_hash, raw_sha256, raw_bytes, ticket_id, mailbox_ids, refs, addresses, from_address, subject, joined_by,
    outcome, reason, may_auto_reply, bounce, flags, written_at, received_at, text, html)
  VALUES ($1, 'in', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id
) INSERT INTO mail_attachments (mail_id, place, name, content_type, bytes, sha256, is_inline, cid)
  SELECT m.id, a.place - 1, a.value->>'name', a.value->>'contentType', (a.value->>'bytes')::bigint, a.value->>'sha256', (a.value->>'isInline')::boolean, a.value->>'cid'
  FROM m, jsonb_array_elements($22::jsonb) WITH ORDINALITY AS a(value, place)`;

/** Stores a mail that came in, with its attachments, in one statement. A second one of the same id and content is refused by mails_once, at the commit. */
export function storeMail(ctx: Ctx, mail: ParsedMail, place: MailPlace): void {
  const bounce = presentBounce(mail.bounce);
  ctx.write(INSERT, [
    ...[place.id, headerKey(mail.messageId ?? ''), mail.contentHash, place.raw.sha256, place.raw.bytes],
    ...[place.ticketId, place.mailboxIds, place.references, place.addresses, place.senderAddress, subjectLine(mail.subject)],
    ...[place.joinedBy, place.outcome, place.reason, mail.mayAutoReply, bounce === null ? null : JSON.stringify(bounce)],
    ...[[...mail.faults, ...(place.isKnownId ? ['same-id'] : [])], storableDate(mail.date), ctx.now],
    ...[mail.text === shownText(mail) ? null : mail.text, mail.html, JSON.stringify(mail.attachments)],
  ]);
}

/** A Date header may say anything; PostgreSQL holds years 1 to 294276, and nothing before e-mail was meant. */
function storableDate(date: string | null): Date | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return at > 0 && at < Date.UTC(2200, 0) ? new Date(at) : null;
}
