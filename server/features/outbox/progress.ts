import type { MailProgress, MailState } from '../../../shared/models/mail.js';
import type { Message } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { changeMail } from '../tickets/index.js';
import { OutgoingMailRow } from './outbox.entities.js';

/** How far a mail has come, as its message tells. */
export function progressOf(
  row: Pick<OutgoingMailRow, 'heldUntil' | 'attempts' | 'nextAt' | 'sentAt' | 'answer' | 'recipients'>,
): MailProgress {
  return {
    heldUntil: row.heldUntil.toISOString(),
    attempts: row.attempts,
    nextAt: row.nextAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    answer: row.answer,
    recipients: row.recipients,
  };
}

/** The mail, locked; null when there is none. */
export function lockOutgoing(ctx: Ctx, messageId: string): Promise<OutgoingMailRow | null> {
  return ctx.db.createQueryBuilder(OutgoingMailRow, 'o').setLock('pessimistic_write').where('o.id = :messageId', { messageId }).getOne();
}

/** Writes down how far a mail has come, on its row and on its message. A report that came back meanwhile (`bounced`) is not overwritten. */
export async function moveOutgoing(
  ctx: Ctx,
  row: OutgoingMailRow,
  patch: Partial<Omit<OutgoingMailRow, 'id' | 'content' | 'draft'>>,
): Promise<Message> {
  Object.assign(row, patch);
  await ctx.db.update(OutgoingMailRow, { id: row.id }, patch);
  const [shown]: { state: MailState }[] = await ctx.db.query(`SELECT mail->>'state' AS state FROM messages WHERE id = $1 FOR UPDATE`, [
    row.id,
  ]);
  const isReported = shown?.state === 'bounced' && row.state === 'sent';
  return found(await changeMail(ctx, row.id, { ...(isReported ? {} : { state: row.state }), progress: progressOf(row) }), 'mail');
}
