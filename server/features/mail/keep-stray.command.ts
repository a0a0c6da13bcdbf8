import type { MailOutcome } from '../../../shared/models/mail.js';
import type { Ctx } from '../../core/context.js';
import { type Incoming, nothing, placeOf, type Received } from './incoming.js';
import { storeMail } from './store-mail.js';

/** Keeps a mail that belongs to no ticket; administrators find it among the strays. */
export async function keepStray(
  ctx: Ctx,
  incoming: Incoming,
  { outcome, reason }: { outcome: MailOutcome; reason: string },
): Promise<Received> {
  storeMail(ctx, incoming.mail, placeOf(incoming, { ticketId: null, joinedBy: null, outcome, reason }));
  return nothing(outcome, reason);
}
