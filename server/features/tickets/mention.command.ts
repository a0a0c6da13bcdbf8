import type { seeMention as operation } from '../../../shared/contract/tickets.js';
import { mentionsIn } from '../../../shared/domain/mentions.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { changeTicket, lockRow } from './change-ticket.js';
import { mentionable } from './mentionable.query.js';

/**
 * Colleagues a note names follow the ticket from now on and find it counted until they look. Only who may see it already is meant: naming somebody never
 * widens sight. Naming oneself does nothing.
 */
export async function mentionColleagues(ctx: Ctx, ticket: Ticket, text: string): Promise<void> {
  if (!text.includes('@')) return;
  const ids = mentionsIn(text, await mentionable(ctx, ticket.id)).flatMap(({ id }) => (id === ctx.actor.id ? [] : [id]));
  if (ids.length === 0) return;
  await changeTicket(
    ctx,
    { id: ticket.id, expected: null },
    {
      followerIds: [...new Set([...ticket.followerIds, ...ids.filter((id) => id !== ticket.ownerId)])],
      mentionedIds: [...new Set([...ticket.mentionedIds, ...ids])],
    },
  );
}

/** The actor looked at the ticket: they are no longer counted as waiting there. Throws NOT_FOUND. */
export async function seeMention(ctx: Ctx, { ticketId }: InputOf<typeof operation>): Promise<Ticket> {
  const row = found(await lockRow(ctx, ticketId), 'ticket');
  const mentionedIds = row.mentionedIds.filter((id) => id !== ctx.actor.id);
  return changeTicket(ctx, { id: row.id, expected: null }, { mentionedIds });
}
