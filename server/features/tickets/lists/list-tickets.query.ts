import type { listTickets as operation } from '../../../../shared/contract/tickets.js';
import type { TicketSort } from '../../../../shared/models/ticket-lists.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { and, bind, type Condition } from '../../../core/db/condition.js';
import { writeCursor } from '../../../core/db/cursor.js';
import { type KeysetOrder, keysetAfter } from '../../../core/db/keyset.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicket } from '../ticket.presenter.js';
import { TICKET_COLUMNS, type TicketColumns } from '../ticket-columns.js';
import { ownConditions } from '../views/saved-views.query.js';
import { namesOf } from './names.query.js';
import { type TicketFilter, ticketConditions } from './ticket-filter.js';

/** Counting stops here: nobody reads a list of a thousand to its end, and the count must not cost more than the page. */
const COUNT_LIMIT = 1000;

/** A row of the list, with the instant its order asks for besides. */
type Listed = TicketColumns & { sortAt: Date | null };

interface Sorting extends KeysetOrder {
  /** Its value in a row, as it goes into the cursor. */
  valueOf(row: Listed): string | number;
  /** An instant that is no column of the ticket, read along for `valueOf`. */
  at?: string;
}
/** Above any epoch in milliseconds, so that priority sorts before activity within one whole number. */
const PRIORITY_STEP = 1e14;
const byPriority = `(t.priority * ${PRIORITY_STEP}::bigint - (extract(epoch FROM t.active_at) * 1000)::bigint)`;
/** When the next promise on the ticket is due. */
const DUE = '(SELECT l.due_at FROM ticket_slas l WHERE l.id = t.id)';
// Ids grow with time (UUID version 7), so age needs no index of its own.
const sortings: Record<TicketSort, Sorting> = {
  activity: { key: 't.active_at', cast: 'timestamptz', direction: 'DESC', valueOf: (row) => row.activeAt.toISOString() },
  quiet: { key: 't.active_at', cast: 'timestamptz', direction: 'ASC', valueOf: (row) => row.activeAt.toISOString() },
  newest: { key: 't.id', cast: 'uuid', direction: 'DESC', valueOf: (row) => row.id },
  oldest: { key: 't.id', cast: 'uuid', direction: 'ASC', valueOf: (row) => row.id },
  priority: {
    key: byPriority,
    cast: 'bigint',
    direction: 'ASC',
    valueOf: (row) => row.priority * PRIORITY_STEP - row.activeAt.getTime(),
  },
  due: {
    key: `coalesce(${DUE}, 'infinity')`,
    cast: 'timestamptz',
    direction: 'ASC',
    at: DUE,
    valueOf: (row) => row.sortAt?.toISOString() ?? 'infinity',
  },
};

/** One page of tickets the actor may see. Throws NOT_FOUND and VIEW_UNREADABLE of a saved view. Indexes: tickets_open_owner, tickets_open_team, tickets_open, tickets_active, tickets_person. */
export async function listTickets(ctx: Ctx, filter: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const style = await numberStyle(ctx);
  const { conditions, sorting } = await plan(ctx, filter);
  const limit = filter.limit ?? 50;
  const where = and(filter.cursor === undefined ? conditions : [...conditions, keysetAfter(sorting, 't.id', filter.cursor)]);
  const rows: Listed[] = await ctx.db.query(
    `SELECT ${TICKET_COLUMNS}, ${sorting.at ?? 'NULL::timestamptz'} AS "sortAt" FROM tickets t WHERE ${bind(where, 1)} ORDER BY ${sorting.key} ${sorting.direction}, t.id ${sorting.direction} LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentTicket(row, style)),
    cursor: rows.length > limit && last ? writeCursor([sorting.valueOf(last), last.id]) : null,
    ...(filter.cursor === undefined ? { total: rows.length > limit ? await count(ctx, and(conditions)) : rows.length } : {}),
    names: await namesOf(ctx, { personIds: shown.map((row) => row.personId), companyIds: shown.map((row) => row.companyId) }),
  };
}

/** Ids of the first tickets of a list in its order. Throws as `listTickets`. */
export async function ticketIdsOf(ctx: Ctx, filter: TicketFilter, limit: number): Promise<string[]> {
  const { conditions, sorting } = await plan(ctx, filter);
  const where = and(conditions);
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT t.id FROM tickets t WHERE ${bind(where, 1)} ORDER BY ${sorting.key} ${sorting.direction}, t.id ${sorting.direction} LIMIT $1`,
    [limit, ...where.params],
  );
  return rows.map(({ id }) => id);
}

async function plan(ctx: Ctx, filter: TicketFilter): Promise<{ conditions: Condition[]; sorting: Sorting }> {
  const own = await ownConditions(ctx, filter);
  const conditions = [...ticketConditions(ctx.actor, filter, await numberStyle(ctx)), ...(own?.conditions ?? [])];
  return { conditions, sorting: sortings[filter.sort ?? own?.sort ?? 'activity'] };
}

async function count(ctx: Ctx, where: Condition): Promise<number> {
  const rows: { n: number }[] = await ctx.db.query(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM tickets t WHERE ${where.sql} LIMIT ${COUNT_LIMIT}) counted`,
    [...where.params],
  );
  return rows[0]?.n ?? 0;
}
