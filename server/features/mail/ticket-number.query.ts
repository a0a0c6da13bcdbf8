import type { Ctx } from '../../core/context.js';
import { numberStyle, presentNumber } from '../tickets/index.js';

/** Digits of a ticket's number; null for no ticket. */
export async function numberOfTicket(ctx: Ctx, ticketId: string | null): Promise<string | null> {
  if (ticketId === null) return null;
  const [row]: { number: string }[] = await ctx.db.query('SELECT number FROM tickets WHERE id = $1', [ticketId]);
  return row ? presentNumber(row.number, await numberStyle(ctx)).number : null;
}
