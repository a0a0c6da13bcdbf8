import type { countTicketViews as countOperation } from '../../../../shared/contract/ticket-views.js';
import type { TicketSort } from '../../../../shared/models/ticket-lists.js';
import type { TicketCondition, TicketSavedView } from '../../../../shared/models/ticket-views.js';
import type { OutputOf } from '../../../../shared/operation.js';
import { type Ctx, hasRole } from '../../../core/context.js';
import { and, bind, type Condition } from '../../../core/db/condition.js';
import { AppError, found } from '../../../core/errors.js';
import { countSql } from '../lists/count-sql.js';
import type { TicketFilter } from '../lists/ticket-filter.js';
import { teamsOf, visibleTo } from '../tickets.policy.js';
import { compileConditions } from './compile-conditions.js';
import { conditionsFromJson, readConditions } from './read-conditions.js';
import type { TicketViewRow } from './ticket-view.entity.js';
import { presentViews } from './view.presenter.js';

/** Who may use a view, as a condition on `ticket_views v`: its owner; its team, that team's supervisors and admins; everybody where it is everybody's. */
function usableBy(ctx: Ctx): Condition {
  const shared = hasRole(ctx.actor, 'admin') ? 'TRUE' : '(v.team_id IS NULL OR v.team_id = ANY($2::uuid[]))';
  const params = hasRole(ctx.actor, 'admin') ? [ctx.actor.id] : [ctx.actor.id, teamsOf(ctx.actor)];
  return { sql: `v.owner_id = $1::uuid OR (v.owner_id IS NULL AND ${shared})`, params };
}

const COLUMNS = `v.id, v.version, v.created_at AS "createdAt", v.updated_at AS "updatedAt", v.name, v.team_id AS "teamId", v.owner_id AS "ownerId",
  v.conditions, v.sort, v.columns`;

/** Rows of the views the actor may use, or the one of this id, by name. */
export async function usableViews(ctx: Ctx, viewId: string | null = null): Promise<TicketViewRow[]> {
  const usable = usableBy(ctx);
  return ctx.db.query(
    `SELECT ${COLUMNS} FROM ticket_views v WHERE ($1::uuid IS NULL OR v.id = $1) AND (${bind(usable, 1)}) ORDER BY lower(v.name), v.id`,
    [viewId, ...usable.params],
  );
}

/** The views the actor may use, by name. */
export async function listTicketViews(ctx: Ctx): Promise<{ items: TicketSavedView[] }> {
  return { items: await presentViews(ctx, await usableViews(ctx)) };
}

/** What a saved view, or conditions that are tried out, make of a list; null when it is neither. Throws NOT_FOUND, VIEW_UNREADABLE, INVALID_INPUT. */
export async function ownConditions(
  ctx: Ctx,
  filter: Pick<TicketFilter, 'savedViewId' | 'where'>,
): Promise<{ conditions: Condition[]; sort: TicketSort } | null> {
  if (filter.savedViewId !== undefined) {
    const row = found((await usableViews(ctx, filter.savedViewId))[0] ?? null, 'view');
    return { conditions: compileConditions(ctx, readable(row)), sort: row.sort };
  }
  if (filter.where === undefined) return null;
  return { conditions: compileConditions(ctx, conditionsFromJson(filter.where)), sort: 'activity' };
}

function readable(row: TicketViewRow): TicketCondition[] {
  const { conditions, isUnreadable } = readConditions(row.conditions);
  // Leaving one condition out would show more than was meant.
  if (isUnreadable) throw new AppError('VIEW_UNREADABLE', 'This view holds a condition that cannot be read. Repair it.', { id: row.id });
  return conditions;
}

/** Tickets per view, in one statement; each stops at 1,000. Views that cannot be read are left out. */
export async function countTicketViews(ctx: Ctx): Promise<OutputOf<typeof countOperation>> {
  const params: unknown[] = [];
  const counts: string[] = [];
  for (const row of await usableViews(ctx)) {
    const { conditions, isUnreadable } = readConditions(row.conditions);
    if (isUnreadable) continue;
    const where = and([visibleTo(ctx.actor, 't'), { sql: 't.merged_into_id IS NULL', params: [] }, ...compileConditions(ctx, conditions)]);
    counts.push(`SELECT '${row.id}' AS id, ${countSql(bind(where, params.length))} AS n`);
    params.push(...where.params);
  }
  if (counts.length === 0) return { counts: {} };
  const rows: { id: string; n: number }[] = await ctx.db.query(counts.join(' UNION ALL '), params);
  return { counts: Object.fromEntries(rows.map(({ id, n }) => [id, n])) };
}
