import type { TicketLite } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicketLite } from '../ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from '../ticket-columns.js';
import { visibleToAccount } from '../tickets.policy.js';

/** Tickets on a caller card. */
const SHOWN = 3;

/** Whose open tickets, and who will look: without `viewerId` everything counts. */
export interface OpenTicketsOf {
  personId: string | null;
  companyId: string | null;
  viewerId?: string;
}

/**
 * The open tickets of a caller for the card: most urgent first, then last active; three at most, `total` counts all the viewer may see. With a
 * person those of the person and of the company that name nobody else; without a person those of the company. Indexes: tickets_person, tickets_company.
 */
export async function openTicketsFor(ctx: Ctx, of: OpenTicketsOf): Promise<{ tickets: TicketLite[]; total: number }> {
  if (of.personId === null && of.companyId === null) return { tickets: [], total: 0 };
  const visible = of.viewerId === undefined ? { sql: 'TRUE', params: [] } : visibleToAccount(of.viewerId, 't');
  const rows: (TicketColumns & { total: number })[] = await ctx.db.query(
    `SELECT ${TICKET_COLUMNS}, count(*) OVER ()::int AS total FROM tickets t
     WHERE t.ended_at IS NULL AND (t.person_id = $1::uuid OR (t.company_id = $2::uuid AND ($1::uuid IS NULL OR t.person_id IS NULL))) AND (${bind(visible, 2)})
     ORDER BY t.priority, t.active_at DESC, t.id LIMIT ${SHOWN}`,
    [of.personId, of.companyId, ...visible.params],
  );
  const style = await numberStyle(ctx);
  return { tickets: rows.map((row) => presentTicketLite(row, style)), total: rows[0]?.total ?? 0 };
}
