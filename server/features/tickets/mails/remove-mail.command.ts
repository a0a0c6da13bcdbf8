import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { MessageRow } from '../message.entity.js';
import { presentMessage } from '../message.presenter.js';

/** Takes a mail that never went out from the history of its ticket and publishes `ticket.message-removed`. Throws NOT_FOUND. */
export async function removeMail(ctx: Ctx, messageId: string): Promise<void> {
  const row = found(await ctx.db.findOneBy(MessageRow, { id: messageId, kind: 'mail' }), 'mail');
  await ctx.publish('ticket.message-removed', presentMessage({ ...row, version: row.version + 1 }));
  await ctx.db.delete(MessageRow, { id: messageId });
  await ctx.audit({ entity: 'messages', entityId: messageId, action: 'taken-back', changes: { ticketId: [row.ticketId, null] } });
}
