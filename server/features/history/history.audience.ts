import type { peopleEvents } from '../../../shared/events/people.js';
import { room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';
import { loadPaths } from '../people/index.js';

async function ticketOf(ctx: Ctx, interactionId: string): Promise<string[]> {
  const rows: { id: string }[] = await ctx.db.query('SELECT ticket_id AS id FROM interactions WHERE id = $1 AND ticket_id IS NOT NULL', [
    interactionId,
  ]);
  return rows.map((row) => row.id);
}

/**
 * Whoever looks at the person, the ticket, the company or a company above it (whose history shows its daughters). The payload says only that there was a contact,
 * which everyone may know.
 */
export const historyAudience: Audiences<Extract<keyof typeof peopleEvents, 'interaction.changed'>> = {
  'interaction.changed': async (ctx, { id, personId, companyId }) => [
    ...(personId ? [room.person(personId)] : []),
    ...(await ticketOf(ctx, id)).map((ticketId) => room.ticket(ticketId)),
    ...(companyId ? (await loadPaths(ctx, [companyId])).map((company) => room.company(company.id)) : []),
  ],
};
