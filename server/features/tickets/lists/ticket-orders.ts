import type { TicketSort } from '../../../../shared/models/ticket-lists.js';
import type { Ctx } from '../../../core/context.js';
import { and, bind, type Condition } from '../../../core/db/condition.js';
import { readCursor, writeCursor } from '../../../core/db/cursor.js';
import { type KeysetOrder, keysetAfter } from '../../../core/db/keyset.js';
import type { TicketColumns } from '../ticket-columns.js';

/** Above any epoch in milliseconds, so that priority sorts before activity within one whole number. */
const PRIORITY_STEP = 1e14;
/** As tickets_open_priority and tickets_priority have it: in UTC, for an index takes nothing that hangs on a time zone. */
const BY_PRIORITY = `(t.priority * ${PRIORITY_STEP}::bigint - (extract(epoch FROM t.active_at AT TIME ZONE 'UTC') * 1000)::bigint)`;

interface Sorting extends KeysetOrder {
  /** Its value in a row, as it goes into the cursor. */
  valueOf(row: Pick<TicketColumns, 'id' | 'activeAt' | 'priority'>): string | number;
}
// Ids grow with time (UUID version 7), so age needs no index of its own.
const sortings: Record<Exclude<TicketSort, 'due'>, Sorting> = {
  activity: { key: 't.active_at', cast: 'timestamptz', direction: 'DESC', valueOf: (row) => row.activeAt.toISOString() },
  quiet: { key: 't.active_at', cast: 'timestamptz', direction: 'ASC', valueOf: (row) => row.activeAt.toISOString() },
  newest: { key: 't.id', cast: 'uuid', direction: 'DESC', valueOf: (row) => row.id },
  oldest: { key: 't.id', cast: 'uuid', direction: 'ASC', valueOf: (row) => row.id },
  priority: {
    key: BY_PRIORITY,
    cast: 'bigint',
    direction: 'ASC',
    valueOf: (row) => row.priority * PRIORITY_STEP - row.activeAt.getTime(),
  },
};
const byDue: KeysetOrder = { key: 'l.due_at', cast: 'timestamptz', direction: 'ASC' };
/** Where in its order a ticket stands on which nothing is due: behind all others. */
const NEVER = 'infinity';

/** A stretch of a list. */
export interface TicketStretch {
  /** SQL on `tickets t`. */
  columns: string;
  conditions: readonly Condition[];
  sort: TicketSort;
  cursor?: string | undefined;
  limit: number;
}

/** The first tickets of a list in its order, behind the cursor if there is one. Throws INVALID_INPUT for a cursor that is not of this order. */
export async function ticketsInOrder<Row>(ctx: Ctx, stretch: TicketStretch): Promise<(Row & { dueAt?: Date })[]> {
  const { columns, conditions, sort, cursor, limit } = stretch;
  if (sort === 'due') return ticketsByDue(ctx, stretch);
  const { key, direction } = sortings[sort];
  const where = and(cursor === undefined ? conditions : [...conditions, keysetAfter(sortings[sort], 't.id', cursor)]);
  return ctx.db.query(`SELECT ${columns} FROM tickets t WHERE ${bind(where, 1)} ORDER BY ${key} ${direction}, t.id ${direction} LIMIT $1`, [
    limit,
    ...where.params,
  ]);
}

/**
 * What is due soonest, by its index (ticket_slas_due), and then by age what nothing is due on: as one order over all tickets each would have to be asked for its
 * due time.
 */
async function ticketsByDue<Row>(ctx: Ctx, { columns, conditions, cursor, limit }: TicketStretch): Promise<(Row & { dueAt?: Date })[]> {
  const [key, id] = cursor === undefined ? [null, null] : readCursor(cursor, 2);
  const after = cursor === undefined ? [] : [keysetAfter(byDue, 'l.id', cursor)];
  const dated = and([...conditions, ...after]);
  const rows: (Row & { dueAt?: Date })[] =
    key === NEVER
      ? []
      : await ctx.db.query(
          `SELECT ${columns}, l.due_at AS "dueAt" FROM ticket_slas l JOIN tickets t ON t.id = l.id
           WHERE l.due_at IS NOT NULL AND ${bind(dated, 1)} ORDER BY l.due_at, l.id LIMIT $1`,
          [limit, ...dated.params],
        );
  if (rows.length === limit) return rows;
  const undated = and(key === NEVER ? [...conditions, { sql: 't.id > $1::uuid', params: [id] }] : conditions);
  const others: (Row & { dueAt?: Date })[] = await ctx.db.query(
    `SELECT ${columns} FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM ticket_slas l WHERE l.id = t.id AND l.due_at IS NOT NULL)
       AND ${bind(undated, 1)} ORDER BY t.id LIMIT $1`,
    [limit - rows.length, ...undated.params],
  );
  return [...rows, ...others];
}

/** The cursor behind a row. */
export function cursorBehind(sort: TicketSort, row: TicketColumns & { dueAt?: Date }): string {
  return writeCursor([sort === 'due' ? (row.dueAt?.toISOString() ?? NEVER) : sortings[sort].valueOf(row), row.id]);
}
