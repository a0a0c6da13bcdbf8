import type { MailProgress } from '../../../shared/models/mail.js';
import type { HandoverResult, RecipientAnswer } from '../../adapters/mailer/port.js';
import type { Ctx } from '../../core/context.js';
import { recordInteraction } from '../history/index.js';
import { noteRefusals } from '../mail/index.js';
import { noteAnswered } from '../tickets/index.js';
import type { OutgoingMailRow } from './outbox.entities.js';
import { BACK_OFF_MS, GIVE_UP_MS, sendDeadline } from './outbox-deadlines.js';
import { lockOutgoing, moveOutgoing } from './progress.js';
import { fileCopy, lookForIt } from './sent-folder.command.js';

type Recipients = MailProgress['recipients'];

/**
 * Writes down what came of handing a mail over, and says where the mail stands now. A result of an older claim is not written: another process has the
 * mail (null).
 */
export async function finishSending(
  ctx: Ctx,
  claim: { messageId: string; fence: number },
  result: HandoverResult,
): Promise<OutgoingMailRow['state'] | null> {
  const row = await lockOutgoing(ctx, claim.messageId);
  if (row?.state !== 'sending' || row.fence !== claim.fence) return null;
  if (result.kind === 'unknown') await unconfirmed(ctx, row, result.answer);
  else await takeAnswer(ctx, row, result);
  return row.state;
}

async function takeAnswer(ctx: Ctx, row: OutgoingMailRow, result: Exclude<HandoverResult, { kind: 'unknown' }>): Promise<void> {
  const { answer } = result;
  const before = row.recipients;
  const recipients = result.kind === 'answered' ? merged(before, result.recipients) : judged(before, result);
  const isWaiting = recipients.some(({ state }) => state === 'waiting');
  if (isWaiting && !isTooLate(ctx, row)) await tryLater(ctx, row, { recipients, answer });
  else {
    const left = recipients.map((one) => (one.state === 'waiting' ? { ...one, state: 'refused' as const } : one));
    const isWhole = left.every(({ state }) => state === 'accepted');
    await moveOutgoing(ctx, row, {
      state: isWhole ? 'sent' : 'failed',
      recipients: left,
      answer,
      nextAt: null,
      hasBegun: false,
      ...sentNow(ctx, left, row),
    });
  }
  if (result.kind === 'answered' && result.newMessageId !== null) await noteNewId(ctx, row.id, result.newMessageId);
  if (result.kind === 'answered')
    await noteRefusals(
      ctx,
      result.recipients.filter(({ state }) => state === 'refused'),
    );
  const isNew = !before.some(isTaken) && recipients.some(isTaken);
  if (isNew) await noteSent(ctx, row);
}

/** Nobody knows whether a mail went out: only a person may decide what becomes of it. */
export async function unconfirmed(ctx: Ctx, row: OutgoingMailRow, answer: string): Promise<void> {
  await moveOutgoing(ctx, row, { state: 'unconfirmed', answer, nextAt: null });
  await lookForIt(ctx, row, 0);
}

/** The id the server gave the mail stands among those it refers to: an answer that names it finds the ticket. */
async function noteNewId(ctx: Ctx, messageId: string, headerId: string): Promise<void> {
  await ctx.db.query(
    'UPDATE mails SET refs = array_prepend($2::text, refs) WHERE id = $1 AND header_id <> $2::text AND NOT refs @> ARRAY[$2::text]',
    [messageId, headerId],
  );
}

const isTaken = ({ state }: Recipients[number]) => state === 'accepted';
const isTooLate = (ctx: Ctx, row: OutgoingMailRow) => row.firstTryAt !== null && ctx.now.getTime() - row.firstTryAt.getTime() >= GIVE_UP_MS;

function sentNow(ctx: Ctx, recipients: Recipients, row: OutgoingMailRow): { sentAt: Date | null } {
  return { sentAt: row.sentAt ?? (recipients.some(isTaken) ? ctx.now : null) };
}

function merged(before: Recipients, answers: readonly RecipientAnswer[]): Recipients {
  return before.map((one) => answers.find(({ address }) => address === one.address) ?? one);
}

function judged(before: Recipients, { isPermanent, answer }: { isPermanent: boolean; answer: string }): Recipients {
  return before.map((one) => (one.state === 'waiting' ? { ...one, state: isPermanent ? ('refused' as const) : one.state, answer } : one));
}

async function tryLater(ctx: Ctx, row: OutgoingMailRow, { recipients, answer }: { recipients: Recipients; answer: string }): Promise<void> {
  const wait = BACK_OFF_MS[Math.min(row.attempts, BACK_OFF_MS.length) - 1] ?? BACK_OFF_MS[0];
  const nextAt = new Date(ctx.now.getTime() + wait);
  await moveOutgoing(ctx, row, { state: 'deferred', recipients, answer, nextAt, hasBegun: false, ...sentNow(ctx, recipients, row) });
  await ctx.deadline(sendDeadline, row.id, nextAt, { messageId: row.id });
}

/** A mail went out: the contact stands in the history of the ticket's person, and the ticket is answered. Passed on to others it is neither. */
export async function noteSent(ctx: Ctx, row: OutgoingMailRow): Promise<void> {
  const isToCustomer = row.draft.mode !== 'forward';
  await fileCopy(ctx, row);
  if (isToCustomer && !row.content.isAutomatic) await noteAnswered(ctx, row.ticketId);
  const [ticket]: { personId: string | null; companyId: string | null; teamId: string | null }[] = await ctx.db.query(
    'SELECT person_id AS "personId", company_id AS "companyId", team_id AS "teamId" FROM tickets WHERE id = $1',
    [row.ticketId],
  );
  await recordInteraction(ctx, {
    ...{ kind: 'mail', direction: 'outbound', at: ctx.now, ticketId: row.ticketId, messageId: row.id, accountId: row.authorId },
    ...{ personId: isToCustomer ? (ticket?.personId ?? null) : null, companyId: isToCustomer ? (ticket?.companyId ?? null) : null },
    ...{ teamId: ticket?.teamId ?? null, summary: row.content.subject.slice(0, 200), isHuman: !row.content.isAutomatic },
  });
}
