import type { Ctx } from '../../../core/context.js';
import { bind, type Condition } from '../../../core/db/condition.js';
import { TICKET_COLUMNS, type TicketColumns } from '../../tickets/index.js';

/** Weights of words in bodies, in names of files, in who wrote, in the subject. */
const WEIGHTS = '{0.1,0.3,0.5,1.0}';
/** Days after which being recent counts half as much. */
const HALF_LIFE_DAYS = 90;

/**
 * The tickets, the best first: how often and where the words stand (PostgreSQL's ts_rank, long documents held back a little), and the later active the
 * better, down to a third for old ones. Without words: the latest first. Who may see them is asked once more, for it may have changed since they were found.
 */
export function ranked(
  ctx: Ctx,
  ids: readonly string[],
  ask: { query: string; where: Condition; limit: number },
): Promise<TicketColumns[]> {
  return ctx.db.query(
    `SELECT ${TICKET_COLUMNS} FROM tickets t LEFT JOIN search_docs d ON d.id = t.id
     WHERE t.id = ANY($1::uuid[]) AND (${bind(ask.where, 4)})
     ORDER BY coalesce(ts_rank('${WEIGHTS}', d.words, $2::tsquery, 1), 1) * (0.33 + 0.67 * power(0.5, greatest(0, extract(epoch FROM $4::timestamptz - t.active_at)) / 86400 / ${HALF_LIFE_DAYS})) DESC, t.active_at DESC, t.id
     LIMIT $3`,
    [ids, ask.query || null, ask.limit, ctx.now, ...ask.where.params],
  );
}
