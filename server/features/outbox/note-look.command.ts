import type { Ctx } from '../../core/context.js';
import { OutgoingMailRow } from './outbox.entities.js';
import { type Look, lookForIt } from './sent-folder.command.js';
import { confirmSent } from './settle-mail.command.js';

/** A mail was found in the folder of sent mails, so it went out; or it was not, and is looked for again. */
export async function noteLook(ctx: Ctx, { messageId, looks }: Look, isThere: boolean): Promise<void> {
  const row = await ctx.db.findOneBy(OutgoingMailRow, { id: messageId });
  if (row?.state !== 'unconfirmed') return;
  if (isThere) await confirmSent(ctx, messageId);
  else await lookForIt(ctx, row, looks);
}
