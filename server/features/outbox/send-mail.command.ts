import type { MailAttachment, MailDraft, MailMode, MailParty, TicketAfterMail } from '../../../shared/models/mail.js';
import type { Message, Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { makePlusAddress } from '../mail/index.js';
import { getSettings } from '../settings/index.js';
import { answerTicket } from '../tickets/index.js';
import { type AnsweredMail, answeredMail, newerMessages, referencesFor } from './answered-mail.query.js';
import { bodyParts, htmlBody, plainBody, signatureOf, subjectFor } from './compose.js';
import { enterOutgoing } from './enter-outgoing.command.js';
import { chooseIdentity, type Identity } from './identity.query.js';
import type { OutgoingContent } from './outbox.entities.js';
import { HOLD_MS } from './outbox-deadlines.js';
import type { OutboxDeps } from './outbox-deps.js';
import { tooLarge, uploadsOf } from './upload.command.js';

/** A mail somebody wrote, however it was asked for. */
export interface WrittenMail {
  mode: MailMode;
  ticketId: string;
  messageId?: string | undefined;
  mailboxId?: string | undefined;
  to: MailParty[];
  cc?: MailParty[] | undefined;
  subject?: string | undefined;
  text: string;
  uploadIds?: string[] | undefined;
  withoutFiles?: boolean | undefined;
  seen: string | null;
  evenIfNewer?: boolean | undefined;
  ticketAfter?: TicketAfterMail | undefined;
}

/**
 * Takes a mail to send: it stands in the ticket's history at once, is held ten seconds, and then goes out. Throws MAIL_CROSSED when others wrote after what
 * the writer saw, PAYLOAD_TOO_LARGE for files that are too much together, NO_IDENTITY, UPLOAD_GONE, NOT_FOUND.
 */
export async function sendMail(
  ctx: Ctx,
  asked: WrittenMail,
  { key, maxBytes }: Pick<OutboxDeps, 'key' | 'maxBytes'>,
): Promise<{ message: Message; ticket: Ticket }> {
  // First, for it locks the ticket: of two who answer at once the second one sees what the first one wrote.
  const { ticket, counter, trace } = await answerTicket(ctx, asked.ticketId, asked.ticketAfter ?? 'stays');
  // What is written on a ticket that was merged meanwhile arrives where that is now.
  const written = { ...asked, ticketId: ticket.id };
  const { ticketId, mode } = written;
  await refuseCrossing(ctx, written);
  const about = mode === 'new' ? null : await answeredMail(ctx, ticketId, written.messageId ?? null);
  const arrivedIn = mode === 'reply' ? (about?.mailboxIds ?? []) : [];
  const identity = await chooseIdentity(ctx, { mailboxId: written.mailboxId, arrivedIn, teamId: ticket.teamId });
  const content = await compose(ctx, { written, about, identity, ticket, counter, key });
  refuseHeavy(content, maxBytes);
  const draft = draftOf(written, identity, content.attachments);
  const entering = {
    ticket: { id: ticket.id, counter },
    mailboxId: identity.mailboxId,
    content,
    text: written.text,
    draft,
    trace,
    holdMs: HOLD_MS,
  };
  return { ticket, message: await enterOutgoing(ctx, entering, key) };
}

async function refuseCrossing(ctx: Ctx, { ticketId, seen, evenIfNewer }: WrittenMail): Promise<void> {
  if (evenIfNewer) return;
  const newer = await newerMessages(ctx, ticketId, seen);
  if (newer.length > 0)
    throw new AppError('MAIL_CROSSED', 'Something was written on this ticket since it was read. Nothing was sent.', { newer });
}

/** What no mail server would take is told at once, not after minutes of sending. */
function refuseHeavy({ attachments }: OutgoingContent, maxBytes: number): void {
  if (attachments.reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes) throw tooLarge(maxBytes);
}

interface Composing {
  written: WrittenMail;
  about: AnsweredMail | null;
  identity: Identity;
  ticket: Ticket;
  counter: number;
  key: Buffer;
}

async function compose(ctx: Ctx, { written, about, identity, ticket, counter, key }: Composing): Promise<OutgoingContent> {
  const { mode, text, to, cc = [] } = written;
  const { timeZone } = await getSettings(ctx);
  const language = (await languageOf(ctx, ticket.personId)) ?? identity.language;
  const author = ctx.actor.kind === 'agent' ? ctx.actor.name : identity.name;
  const signature = signatureOf(identity.signatures[language], author);
  const quoted = about && { ...about.mail, at: about.at, text: about.text };
  const body = bodyParts(mode, { text, signature }, quoted, { language, timeZone });
  const isAnswer = mode === 'reply' && about !== null;
  const passedOn = mode === 'forward' && !written.withoutFiles ? (about?.mail.attachments ?? []) : [];
  return {
    ...{ from: { name: identity.name, address: identity.address }, to, cc, isAutomatic: false },
    replyTo: identity.usesPlusAddress ? makePlusAddress(key, counter, identity.address) : null,
    subject: subjectFor(mode, written.subject ?? about?.mail.subject ?? ticket.subject, ticket.number),
    ...{ text: plainBody(body), html: htmlBody(body) },
    inReplyTo: isAnswer && about.headerId !== '' && !about.headerId.startsWith('sha256:') ? about.headerId : null,
    references: isAnswer ? referencesFor(about) : [],
    attachments: [...passedOn.map(fileOf), ...(await uploadsOf(ctx, written.uploadIds ?? [])).map(fileOf)],
  };
}

/** What was inline in a mail that is passed on as text stands beside it as a file. */
function fileOf({ name, contentType, bytes, sha256 }: Pick<MailAttachment, 'name' | 'contentType' | 'bytes' | 'sha256'>) {
  return { name, contentType, bytes, sha256, cid: null };
}

/** The language a person is written to in, if it is known. */
export async function languageOf(ctx: Ctx, personId: string | null): Promise<'de' | 'en' | null> {
  if (personId === null) return null;
  const [row]: { language: 'de' | 'en' | null }[] = await ctx.db.query('SELECT language FROM persons WHERE id = $1', [personId]);
  return row?.language ?? null;
}

function draftOf(written: WrittenMail, { mailboxId }: Identity, files: OutgoingContent['attachments']): MailDraft {
  const { mode, messageId = null, to, cc = [], subject = '', text, uploadIds = [] } = written;
  const attachments = files.map((file) => ({ ...file, isInline: false }));
  return { mode, mailboxId, messageId, to, cc, subject, text, attachments, uploadIds };
}
