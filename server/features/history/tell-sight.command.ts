import type { Ctx } from '../../core/context.js';

type Told = { id: string; version: number; personId: string | null; companyId: string | null };

/**
 * Who may read what was said on a ticket is another matter from now on: every page that shows one of its contacts hears so and asks for it again. The
 * version grows, so that no screen keeps what it has. Index: interactions_ticket.
 */
export async function tellSightOfTicket(ctx: Ctx, ticketId: string): Promise<void> {
  const [rows]: [Told[], number] = await ctx.db.query(
    `UPDATE interactions SET version = version + 1, updated_at = $2 WHERE ticket_id = $1
     RETURNING id, version, person_id AS "personId", company_id AS "companyId"`,
    [ticketId, ctx.now],
  );
  for (const row of rows) await ctx.publish('interaction.changed', row);
}
