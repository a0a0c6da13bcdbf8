import type { TicketReason } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { TicketReasonRow } from './ticket-reason.entity.js';
import { presentReason } from './ticket-reason.presenter.js';

/** The whole tree: parents before children, siblings by position, then name. */
export async function listReasons(ctx: Ctx): Promise<{ items: TicketReason[] }> {
  const rows = await ctx.db.find(TicketReasonRow, { order: { position: 'ASC', name: 'ASC', id: 'ASC' } });
  const items: TicketReason[] = [];
  const walk = (parentId: string | null): void => {
    for (const row of rows.filter((one) => one.parentId === parentId)) {
      items.push(presentReason(row));
      walk(row.id);
    }
  };
  walk(null);
  return { items };
}
