import type { peopleEvents } from '../../../shared/events/people.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';
import { loadPaths } from '../people/index.js';

/**
 * Whoever looks at the person, the ticket, the company or a company above it (whose history shows its daughters). The payload says only that there was a contact,
 * which everyone may know.
 */
export const historyAudience: Audiences<Extract<keyof typeof peopleEvents, 'interaction.changed'>> = {
  'interaction.changed': async (ctx, { personId, companyId, ticketId }) => [
    ...(personId ? [room.person(personId)] : []),
    ...(ticketId ? [room.ticket(ticketId)] : []),
    ...(companyId ? (await loadPaths(ctx, [companyId])).map((company) => room.company(company.id)) : []),
  ],
};
