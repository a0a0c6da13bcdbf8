import type { listTasks as operation } from '../../../shared/contract/tasks.js';
import type { TaskView } from '../../../shared/models/tasks.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { and, bind, type Condition } from '../../core/db/condition.js';
import { writeCursor } from '../../core/db/cursor.js';
import { type KeysetOrder, keysetAfter } from '../../core/db/keyset.js';
import { teamsOf } from '../tickets/index.js';
import { presentTask } from './task.presenter.js';
import { TASK_COLUMNS, type TaskColumns } from './task-columns.js';
import { taskNames } from './task-names.query.js';
import { visibleTo } from './tasks.policy.js';

type Filter = InputOf<typeof operation>;
/** Tasks without a due time stand behind all others. */
const ORDER: KeysetOrder = { key: "coalesce(t.due_at, 'infinity'::timestamptz)", cast: 'timestamptz', direction: 'ASC' };

/** One page of tasks the actor may see, by due time. Indexes: tasks_open_owner, tasks_open_team, tasks_person, tasks_company, tasks_ticket. */
export async function listTasks(ctx: Ctx, filter: Filter): Promise<OutputOf<typeof operation>> {
  const limit = filter.limit ?? 50;
  const conditions = [visibleTo(ctx.actor, 't'), viewCondition(ctx, filter.view ?? 'all'), ...filterConditions(filter)];
  const where = and(filter.cursor === undefined ? conditions : [...conditions, keysetAfter(ORDER, 't.id', filter.cursor)]);
  const rows: TaskColumns[] = await ctx.db.query(
    `SELECT ${TASK_COLUMNS} FROM tasks t WHERE ${bind(where, 1)} ORDER BY ${ORDER.key}, t.id LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(presentTask),
    cursor: rows.length > limit && last ? writeCursor([last.dueAt?.toISOString() ?? 'infinity', last.id]) : null,
    names: await taskNames(ctx, shown),
  };
}

function viewCondition(ctx: Ctx, view: TaskView): Condition {
  const mine = { sql: 't.owner_id = $1::uuid', params: [ctx.actor.id] };
  const team = { sql: 't.team_id = ANY($1::uuid[])', params: [teamsOf(ctx.actor)] };
  if (view === 'mine') return mine;
  if (view === 'team') return team;
  if (view === 'all') return { sql: 'TRUE', params: [] };
  return {
    sql: `t.due_at < $1 AND (t.owner_id = $2::uuid OR t.team_id = ANY($3::uuid[]))`,
    params: [ctx.now, ctx.actor.id, teamsOf(ctx.actor)],
  };
}

function filterConditions(filter: Filter): Condition[] {
  const given: [string, unknown][] = [
    ['t.state = $1', filter.state ?? 'open'],
    ['t.kind = $1', filter.kind],
    ['t.owner_id = $1::uuid', filter.ownerId],
    ['t.person_id = $1::uuid', filter.personId],
    ['t.company_id = $1::uuid', filter.companyId],
    ['t.ticket_id = $1::uuid', filter.ticketId],
  ];
  return given.filter(([, value]) => value !== undefined).map(([sql, value]) => ({ sql, params: [value] }));
}
