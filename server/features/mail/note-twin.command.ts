import type { Ctx } from '../../core/context.js';
import { type Incoming, nothing, type Received } from './incoming.js';
import type { Twin } from './mail-facts.query.js';
import { numberOfTicket } from './ticket-number.query.js';

/** The same mail once more: the mailboxes it came to this time are noted on the one that is there. */
export async function noteTwin(ctx: Ctx, incoming: Incoming, twin: Twin): Promise<Received> {
  const more = incoming.mailboxes.map(({ id }) => id).filter((id) => !twin.mailboxIds.includes(id));
  if (more.length > 0) await ctx.db.query('UPDATE mails SET mailbox_ids = mailbox_ids || $2::uuid[] WHERE id = $1', [twin.id, more]);
  const reason = more.length > 0 ? 'The same mail was received before; this mailbox is noted on it.' : 'The same mail was received before.';
  return { ...nothing('ignored', reason), ticketId: twin.ticketId, ticket: await numberOfTicket(ctx, twin.ticketId) };
}
