import type { countTickets as operation } from '../../../../shared/contract/tickets.js';
import { TicketView } from '../../../../shared/models/tickets.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { visibleTo } from '../tickets.policy.js';
import { countSql } from './count-sql.js';
import { mentionedCondition, viewCondition } from './ticket-filter.js';

/**
 * Tickets per view that are not yet solved or closed, those with unseen thanks and those where I was mentioned; each stops at 1,000. Indexes: tickets_open_owner, tickets_open_team,
 * tickets_open, tickets_quiet, tickets_mentioned.
 */
export async function countTickets(ctx: Ctx): Promise<OutputOf<typeof operation>> {
  const visible = visibleTo(ctx.actor, 't');
  const params: unknown[] = [...visible.params];
  const counts = TicketView.options.map((view) => {
    const condition = viewCondition(ctx.actor, view);
    const sql = bind(condition, params.length);
    params.push(...condition.params);
    return `${countSql(`t.ended_at IS NULL AND (${visible.sql}) AND ${sql}`)} AS ${view}`;
  });
  const mentioned = mentionedCondition(ctx.actor);
  const [row]: OutputOf<typeof operation>[] = await ctx.db.query(
    `SELECT ${counts.join(', ')}, ${countSql(`t.quiet_replies > 0 AND (${visible.sql})`)} AS quiet,
       ${countSql(`${bind(mentioned, params.length)} AND (${visible.sql})`)} AS mentioned`,
    [...params, ...mentioned.params],
  );
  return row ?? { mine: 0, team: 0, unassigned: 0, waiting: 0, all: 0, quiet: 0, mentioned: 0 };
}
