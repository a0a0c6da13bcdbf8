import type { Message } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { sendNow } from './outbox-deadlines.js';
import { lockOutgoing, moveOutgoing } from './progress.js';
import { noteSent } from './send-result.command.js';

/**
 * Sends a mail again with the Message-ID it has, so that mail programs show two of it as one, to those who did not take it. Repeated: nothing happens.
 * Throws NOT_RESENDABLE, NOT_FOUND.
 */
export async function sendAgain(ctx: Ctx, messageId: string): Promise<Message> {
  const row = found(await lockOutgoing(ctx, messageId), 'mail');
  if (row.state !== 'failed' && row.state !== 'unconfirmed' && row.state !== 'deferred')
    throw new AppError('NOT_RESENDABLE', `A mail that is ${row.state} is not sent again.`, { state: row.state });
  const recipients = row.recipients.map((one) => (one.state === 'accepted' ? one : { ...one, state: 'waiting' as const }));
  await sendNow(ctx, messageId);
  await ctx.audit({ entity: 'messages', entityId: messageId, action: 'sent-again', changes: { state: [row.state, 'queued'] } });
  return moveOutgoing(ctx, row, { state: 'queued', recipients, nextAt: ctx.now, firstTryAt: null, hasBegun: false });
}

/** Somebody looked, or the folder of sent mails was looked through, and the mail did go out. Throws NOT_UNCONFIRMED, NOT_FOUND. */
export async function confirmSent(ctx: Ctx, messageId: string): Promise<Message> {
  const row = found(await lockOutgoing(ctx, messageId), 'mail');
  if (row.state !== 'unconfirmed') throw new AppError('NOT_UNCONFIRMED', `This mail is ${row.state}.`, { state: row.state });
  const recipients = row.recipients.map((one) => (one.state === 'waiting' ? { ...one, state: 'accepted' as const } : one));
  await ctx.audit({ entity: 'messages', entityId: messageId, action: 'confirmed-sent', changes: { state: ['unconfirmed', 'sent'] } });
  const message = await moveOutgoing(ctx, row, { state: 'sent', recipients, sentAt: ctx.now, nextAt: null });
  await noteSent(ctx, row);
  return message;
}
