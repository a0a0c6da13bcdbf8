import type { listMentionable as operation } from '../../../shared/contract/tickets.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { seenBy } from './tickets.policy.js';

/** Active colleagues who may see a ticket, with their names. */
export function mentionable(ctx: Ctx, ticketId: string): Promise<{ id: string; name: string }[]> {
  return ctx.db.query(
    `SELECT who.id, who.name FROM accounts who, tickets t WHERE t.id = $1 AND who.is_active AND (${seenBy('who.id', 't')}) ORDER BY who.name, who.id`,
    [ticketId],
  );
}

/** Colleagues a note on the ticket can speak to. */
export async function listMentionable(ctx: Ctx, { ticketId }: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  return { accountIds: (await mentionable(ctx, ticketId)).map(({ id }) => id) };
}
