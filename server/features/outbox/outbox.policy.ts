import type { Ctx, Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { maySeeTicket, mayWriteTicket } from '../tickets/index.js';

/** Who sees a ticket writes its mails. For the others there is none: NOT_FOUND. */
export const onVisibleTicket: Policy<{ ticketId: string }> = async (ctx: Ctx, { ticketId }) =>
  ctx.actor.kind === 'agent' && found((await mayWriteTicket(ctx, ticketId)) || null, 'ticket');

/** Who sees the ticket of a mail of ours decides about it. For the others there is none: NOT_FOUND. */
export const onVisibleMail: Policy<{ messageId: string }> = async (ctx: Ctx, { messageId }) => {
  const [row]: { ticketId: string }[] = await ctx.db.query('SELECT ticket_id AS "ticketId" FROM outgoing_mails WHERE id = $1', [messageId]);
  return found((row !== undefined && (await maySeeTicket(ctx, row.ticketId))) || null, 'mail');
};
