import type { MailDraft } from '../../../shared/models/mail.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { forgetOutgoing } from '../mail/index.js';
import { removeMail, takeBackAnswer } from '../tickets/index.js';
import { OutgoingMailRow } from './outbox.entities.js';
import { sendDeadline } from './outbox-deadlines.js';
import { lockOutgoing } from './progress.js';

/**
 * Takes a mail back that no worker has begun to send, with what it changed on its ticket as far as nobody changed that since, and gives back what was
 * written. Throws MAIL_GONE_OUT, NOT_FOUND.
 */
export async function undoSend(ctx: Ctx, messageId: string): Promise<{ draft: MailDraft; ticket: Ticket }> {
  const row = found(await lockOutgoing(ctx, messageId), 'mail');
  if (row.state !== 'queued' || row.attempts > 0)
    throw new AppError('MAIL_GONE_OUT', 'This mail has begun to go out and cannot be taken back.', { state: row.state });
  await ctx.cancelDeadline(sendDeadline, messageId);
  await ctx.db.delete(OutgoingMailRow, { id: messageId });
  await forgetOutgoing(ctx, messageId);
  await removeMail(ctx, messageId);
  const trace = row.ticketTrace ?? { status: ['open', 'open'], ownerId: [null, null] };
  return { draft: row.draft, ticket: await takeBackAnswer(ctx, row.ticketId, trace) };
}
