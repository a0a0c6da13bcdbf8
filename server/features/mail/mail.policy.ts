import { type Ctx, hasRole, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { maySeeTicket } from '../tickets/index.js';
import { ticketOfMail } from './mail-original.query.js';

/** Who may deliver mail: a token that was given the scope, or an administrator's session. The scope itself is checked at the door. */
export const mayDeliver: Policy<unknown> = ({ actor }) => actor.kind === 'agent' && (actor.scopes !== null || hasRole(actor, 'admin'));

/** Who sees the ticket sees its mails. For the others there is none: NOT_FOUND. */
export const onVisibleMail: Policy<{ messageId: string }> = async (ctx: Ctx, { messageId }) => {
  const ticketId = await ticketOfMail(ctx, messageId);
  return found((ticketId !== null && (await maySeeTicket(ctx, ticketId))) || null, 'mail');
};
