import type { Ctx } from '../../core/context.js';
import { refreshPersonFacts } from '../people/index.js';

/** What of a ticket counts for its person and company. */
interface Counted {
  personId: string | null;
  companyId: string | null;
  endedAt: Date | null;
}

/** Keeps the number of open tickets of persons and companies: of those a ticket belonged to, and those it belongs to now. Null: there was none. */
export async function countOpenTickets(ctx: Ctx, before: Counted | null, after: Counted): Promise<void> {
  for (const owner of ['personId', 'companyId'] as const) {
    const was = before?.endedAt === null ? before[owner] : null;
    const is = after.endedAt === null ? after[owner] : null;
    if (was === is) continue;
    if (was !== null) await refreshPersonFacts(ctx, { [owner]: was }, { openTickets: -1 });
    if (is !== null) await refreshPersonFacts(ctx, { [owner]: is }, { openTickets: 1 });
  }
}
