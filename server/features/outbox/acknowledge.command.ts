import * as z from 'zod/mini';
import { type Ctx, defineDeadline } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { makePlusAddress } from '../mail/index.js';
import { numberStyle, presentNumber } from '../tickets/index.js';
import { htmlBody, plainBody, signatureOf, subjectFor } from './compose.js';
import { enterOutgoing } from './enter-outgoing.command.js';
import { maySendAutomatic, quotesAutomatic } from './loop-caps.query.js';
import { languageOf } from './send-mail.command.js';

const NewMail = z.object({ messageId: z.uuid() });
/** Comes at once, in a transaction of its own: receiving mail must not wait for what we answer. */
export const acknowledgeDeadline = defineDeadline('mail.acknowledge', NewMail);

/** A mail came in: whether it is acknowledged is decided when it is stored. */
export const acknowledgeMail: Reaction = react('ticket.message-added', async (ctx, message) => {
  if (!('mail' in message) || message.mail?.direction !== 'in' || message.mail.joinedBy !== null || message.mail.isAutoReply) return;
  const wanted: unknown[] = await ctx.db.query('SELECT 1 FROM mailbox_sending WHERE acknowledges = $1 LIMIT 1', [true]);
  if (wanted.length === 0) return;
  await ctx.deadline(acknowledgeDeadline, message.id, ctx.now, { messageId: message.id });
});

/** A mail that opened a ticket, with the mailbox it arrived in. */
interface Opening {
  ticketId: string;
  counter: string;
  personId: string | null;
  from: { name: string; address: string } | null;
  subject: string;
  /** All it says, with what it quotes. */
  whole: string;
  headerId: string;
  mailboxId: string;
  address: string;
  name: string;
  language: 'de' | 'en';
  usesPlusAddress: boolean;
  de: string;
  en: string;
  signatureDe: string;
  signatureEn: string;
}

const OPENING = `SELECT g.ticket_id AS "ticketId", t.number AS counter, t.person_id AS "personId", coalesce(g.mail->'replyTo'->0, g.mail->'from') AS "from", m.subject, coalesce(m.text, g.text) AS whole, m.header_id AS "headerId",
    b.id AS "mailboxId", b.address, b.name, b.language, s.uses_plus_address AS "usesPlusAddress", s.acknowledgement_de AS de, s.acknowledgement_en AS en,
    s.signature_de AS "signatureDe", s.signature_en AS "signatureEn"
  FROM messages g JOIN mails m ON m.id = g.id JOIN tickets t ON t.id = g.ticket_id JOIN mailboxes b ON b.id = m.mailbox_ids[1] AND b.is_active
    JOIN mailbox_sending s ON s.id = b.id AND s.acknowledges
  WHERE g.id = $1 AND m.outcome = 'created' AND m.may_auto_reply AND NOT EXISTS (SELECT 1 FROM mailboxes o WHERE o.address IN (lower(g.mail->'from'->>'address'), lower(g.mail->'replyTo'->0->>'address')))`;

/** An address a mail can be sent to; what a header holds may be anything. */
const ADDRESS = /^[^\s@<>(),;:"\p{Cc}]{1,64}@[^\s@<>(),;:"\p{Cc}]{1,189}$/u;

const WORDS = {
  de: 'Guten Tag,\n\nIhre Nachricht ist bei uns angekommen, unter der Nummer {number}. Wir melden uns, sobald wir mehr wissen. Auf diese E-Mail können Sie einfach antworten.',
  en: 'Hello,\n\nyour message has arrived; its number is {number}. We will be in touch as soon as we know more. You can simply reply to this mail.',
} as const;

/**
 * Tells a customer that the mail which opened a ticket arrived, when the mailbox is set to: never a machine, a list, a bounce or ourselves
 * (`may_auto_reply`), and never beyond the loop caps.
 */
export async function acknowledge(ctx: Ctx, messageId: string, key: Buffer): Promise<void> {
  const [opening]: Opening[] = await ctx.db.query(OPENING, [messageId]);
  if (!opening?.from) return;
  const { ticketId, from, headerId, mailboxId } = opening;
  if (!ADDRESS.test(from.address) || (await quotesAutomatic(ctx, from.address, opening.whole))) return;
  if (!(await maySendAutomatic(ctx, ticketId, from.address))) return;
  const counter = Number(opening.counter);
  const digits = presentNumber(counter, await numberStyle(ctx)).number;
  const language = (await languageOf(ctx, opening.personId)) ?? opening.language;
  const text = (opening[language] || WORDS[language]).replaceAll('{number}', `#${digits}`);
  const signature = signatureOf(language === 'de' ? opening.signatureDe : opening.signatureEn, opening.name);
  const body = { text, signature, heading: '', quoted: '', isMarked: false };
  const subject = subjectFor('reply', opening.subject, digits);
  const isKnown = headerId !== '' && !headerId.startsWith('sha256:');
  const content = {
    ...{ from: { name: opening.name, address: opening.address }, to: [from], cc: [], subject, attachments: [], isAutomatic: true },
    ...{ text: plainBody(body), html: htmlBody(body), inReplyTo: isKnown ? headerId : null, references: isKnown ? [headerId] : [] },
    replyTo: opening.usesPlusAddress ? makePlusAddress(key, counter, opening.address) : null,
  };
  const draft = { mode: 'reply' as const, mailboxId, messageId, to: [from], cc: [], subject, text, attachments: [], uploadIds: [] };
  await enterOutgoing(ctx, { ticket: { id: ticketId, counter }, mailboxId, content, text, draft, trace: null, holdMs: 0 }, key);
}
