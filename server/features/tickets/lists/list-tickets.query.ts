import type { listTickets as operation } from '../../../../shared/contract/tickets.js';
import type { TicketSort } from '../../../../shared/models/ticket-lists.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { and, type Condition } from '../../../core/db/condition.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicket } from '../ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from '../ticket-columns.js';
import { ownConditions } from '../views/saved-views.query.js';
import { countSql } from './count-sql.js';
import { namesOf } from './names.query.js';
import { type TicketFilter, ticketConditions } from './ticket-filter.js';
import { cursorBehind, ticketsInOrder } from './ticket-orders.js';

/** One page of tickets the actor may see. Throws NOT_FOUND and VIEW_UNREADABLE of a saved view. Indexes: tickets_open_owner, tickets_open_team, tickets_open, tickets_active, tickets_person, tickets_open_priority, tickets_priority, ticket_slas_due. */
export async function listTickets(ctx: Ctx, filter: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const style = await numberStyle(ctx);
  const { conditions, sort } = await plan(ctx, filter);
  const limit = filter.limit ?? 50;
  const stretch = { columns: TICKET_COLUMNS, conditions, sort, cursor: filter.cursor, limit: limit + 1 };
  const rows = await ticketsInOrder<TicketColumns>(ctx, stretch);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentTicket(row, style)),
    cursor: rows.length > limit && last ? cursorBehind(sort, last) : null,
    ...(filter.cursor === undefined ? { total: rows.length > limit ? await count(ctx, and(conditions)) : rows.length } : {}),
    names: await namesOf(ctx, { personIds: shown.map((row) => row.personId), companyIds: shown.map((row) => row.companyId) }),
  };
}

async function plan(ctx: Ctx, filter: TicketFilter): Promise<{ conditions: Condition[]; sort: TicketSort }> {
  const own = await ownConditions(ctx, filter);
  const conditions = [...ticketConditions(ctx.actor, filter, await numberStyle(ctx)), ...(own?.conditions ?? [])];
  return { conditions, sort: filter.sort ?? own?.sort ?? 'activity' };
}

async function count(ctx: Ctx, where: Condition): Promise<number> {
  const rows: { n: number }[] = await ctx.db.query(`SELECT ${countSql(where.sql)} AS n`, [...where.params]);
  return rows[0]?.n ?? 0;
}
