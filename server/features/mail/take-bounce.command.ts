import type { MailBounce, MailState } from '../../../shared/models/mail.js';
import type { BounceReport } from '../../adapters/mailbox/port.js';
import type { Ctx } from '../../core/context.js';
import { clearBounced, markBounced } from '../people/index.js';
import { addMail, changeMail, moveForMail } from '../tickets/index.js';
import { type Incoming, nothing, placeOf, type Received } from './incoming.js';
import { keepStray } from './keep-stray.command.js';
import { messageMail, presentBounce, shownText } from './mail-texts.js';
import { storeMail } from './store-mail.js';
import { readOwnMessageId } from './threading/own-message-id.js';
import { headerKey } from './threading/pointers.js';

/** Where a message stands after a report about it; what was only delayed may still arrive, what was delivered or read stays as it was. */
const STATE_AFTER: Record<BounceReport['kind'], MailState | null> = {
  failure: 'bounced',
  delay: 'deferred',
  complaint: null,
  success: null,
  read: null,
};

/** Recipients of one report looked at. */
const MOST_NOTED = 50;

/** The mail a report is about. */
interface Original {
  ticketId: string;
  /** The message of ours in the history; null when it went out some other way and only its thread is known. */
  messageId: string | null;
}

/**
 * Takes in a report about a mail that went out: it is written onto that message and moves its ticket up, without opening it. About a mail of a ticket that
 * we did not send ourselves it stands in the history as it came. About a mail nobody knows it is kept without a ticket.
 */
export async function takeBounce(ctx: Ctx, incoming: Incoming): Promise<Received> {
  const report = incoming.mail.bounce;
  if (!report) throw new Error('takeBounce takes a mail that is a report');
  const original = await originalOf(ctx, incoming, report);
  if (!original)
    return keepStray(ctx, incoming, { outcome: 'bounce', reason: 'A report about a mail we do not know; it is kept without a ticket.' });
  const { ticket } = await moveForMail(ctx, original.ticketId, 'machine');
  const reason =
    original.messageId === null ? 'A report about a mail of this ticket.' : 'A report about a mail of ours: it is written onto that mail.';
  storeMail(ctx, incoming.mail, placeOf(incoming, { ticketId: ticket.id, joinedBy: null, outcome: 'bounce', reason }));
  if (original.messageId === null) {
    const mail = messageMail(incoming.mail, { joinedBy: 'references', hint: null, isQuiet: false });
    await addMail(ctx, { id: incoming.id, ticketId: ticket.id, authorId: null, text: shownText(incoming.mail), mail });
  } else {
    const state = STATE_AFTER[report.kind];
    if (state !== null) await noteReport(ctx, original.messageId, { state, bounce: presentBounce(report) });
    await noteAddresses(ctx, original.messageId, report);
  }
  return { ...nothing('bounce', reason), ticketId: ticket.id, ticket: ticket.number };
}

/** Writes a report onto its mail beside those that came before: one recipient each is usual. A delay told late undoes no failure. */
async function noteReport(ctx: Ctx, messageId: string, { state, bounce }: { state: MailState; bounce: MailBounce | null }): Promise<void> {
  const [row]: { state: MailState; bounce: MailBounce | null }[] = await ctx.db.query(
    `SELECT mail->>'state' AS state, mail->'bounce' AS bounce FROM messages WHERE id = $1 FOR UPDATE`,
    [messageId],
  );
  const before = row?.bounce ?? null;
  const isOver = row?.state === 'bounced' && state !== 'bounced';
  if (isOver || bounce === null) return;
  const others = (before?.recipients ?? []).filter(({ address }) => bounce.recipients.every((one) => one.address !== address));
  const recipients = [...others, ...bounce.recipients].slice(0, MOST_NOTED);
  await changeMail(ctx, messageId, { state, bounce: { hard: bounce.hard || (before?.hard ?? false), recipients } });
}

/**
 * What the report says about addresses the mail really went to: one that is no good is marked, one that was reached is not any more. Where the report names
 * another (the customer's mail is passed on to it), the only recipient is meant.
 */
async function noteAddresses(ctx: Ctx, messageId: string, { kind, recipients }: BounceReport): Promise<void> {
  const [row]: { addresses: string[] }[] = await ctx.db.query('SELECT addresses FROM mails WHERE id = $1', [messageId]);
  const sentTo = row?.addresses ?? [];
  for (const { address, hard, status, reason } of recipients.slice(0, MOST_NOTED)) {
    const named = address.toLowerCase();
    const meant = sentTo.includes(named) ? named : sentTo.length === 1 ? sentTo[0] : undefined;
    if (meant === undefined) continue;
    if (kind === 'failure' && hard) await markBounced(ctx, [{ address: meant, status, reason }]);
    if (kind === 'success' || kind === 'read') await clearBounced(ctx, meant);
  }
}

async function originalOf(ctx: Ctx, { key, pointers }: Incoming, report: BounceReport): Promise<Original | null> {
  const ids = [...(report.originalMessageId === null ? [] : [report.originalMessageId])];
  const own = ids.flatMap((id) => readOwnMessageId(key, id) ?? []).concat(pointers.own);
  const threads = [...ids, ...report.originalReferences.slice(-60)].map(headerKey).concat(pointers.references);
  const [row]: Original[] = await ctx.db.query(
    `SELECT x."ticketId", x."messageId" FROM (
       SELECT g.ticket_id AS "ticketId", g.id AS "messageId", 0 AS rank FROM messages g WHERE g.id = ANY($1::uuid[]) AND g.kind = 'mail'
       UNION ALL SELECT m.ticket_id, m.id, 1 FROM mails m WHERE m.header_id = $2 AND m.header_id <> '' AND m.direction = 'out' AND m.ticket_id IS NOT NULL
       UNION ALL SELECT m.ticket_id, NULL, 2 FROM mails m WHERE m.header_id = ANY($3::text[]) AND m.header_id <> '' AND m.ticket_id IS NOT NULL
     ) x ORDER BY x.rank LIMIT 1`,
    [own.map(({ messageId }) => messageId), ids.map(headerKey)[0] ?? '', threads],
  );
  return row ?? null;
}
