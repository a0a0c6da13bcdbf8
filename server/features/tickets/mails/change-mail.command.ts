import type { MessageMail } from '../../../../shared/models/mail.js';
import type { Message } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { MessageRow } from '../message.entity.js';
import { presentMessage } from '../message.presenter.js';

/**
 * Writes onto a mail what is known of it now (where it stands, that it came back) and publishes `ticket.message-changed`. Null when there is no such
 * message, or it is no mail. What stands there already changes nothing.
 */
export async function changeMail(ctx: Ctx, messageId: string, patch: Partial<MessageMail>): Promise<Message | null> {
  const row = await ctx.db
    .createQueryBuilder(MessageRow, 'm')
    .setLock('pessimistic_write')
    .where("m.id = :messageId AND m.kind = 'mail'", { messageId })
    .getOne();
  if (!row?.mail) return null;
  const mail: MessageMail = { ...row.mail, ...patch };
  if (JSON.stringify(mail) === JSON.stringify(row.mail)) return presentMessage(row);
  await ctx.db.query('UPDATE messages SET mail = $2, version = version + 1, updated_at = $3 WHERE id = $1', [
    messageId,
    JSON.stringify(mail),
    ctx.now,
  ]);
  const message = presentMessage({ ...row, mail, version: row.version + 1 });
  await ctx.publish('ticket.message-changed', message);
  return message;
}
