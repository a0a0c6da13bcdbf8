import type { tasksDueNow as operation } from '../../../shared/contract/tasks.js';
import { instantAt, wallTimeAt } from '../../../shared/domain/zoned-time.js';
import type { OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { teamsOf } from '../tickets/index.js';
import { zoneOf } from './read-due.js';
import { presentTask } from './task.presenter.js';
import { TASK_COLUMNS, type TaskColumns } from './task-columns.js';
import { taskNames } from './task-names.query.js';

/** Enough to greet somebody with; the rest is in the lists. */
const SHOWN = 50;

/**
 * What greets the actor at sign-in: their own overdue and due today, and what passed to their teams (or is theirs without an owner) and is due.
 * Indexes: tasks_open_owner, tasks_open_team.
 */
export async function tasksDueNow(ctx: Ctx): Promise<OutputOf<typeof operation>> {
  const rows: TaskColumns[] = await ctx.db.query(
    `SELECT ${TASK_COLUMNS} FROM tasks t WHERE t.state = 'open' AND (
       (t.owner_id = $1::uuid AND t.due_at < $2)
       OR (t.team_id = ANY($3::uuid[]) AND t.owner_id IS DISTINCT FROM $1::uuid AND (t.passed_at IS NOT NULL OR (t.owner_id IS NULL AND t.due_at <= $4))))
     ORDER BY t.due_at, t.id LIMIT ${SHOWN}`,
    [ctx.actor.id, await endOfToday(ctx), teamsOf(ctx.actor), ctx.now],
  );
  const mine = rows.filter((row) => row.ownerId === ctx.actor.id);
  const isOverdue = (row: TaskColumns) => row.dueAt !== null && row.dueAt < ctx.now;
  return {
    overdue: mine.filter(isOverdue).map(presentTask),
    today: mine.filter((row) => !isOverdue(row)).map(presentTask),
    passed: rows.filter((row) => row.ownerId !== ctx.actor.id).map(presentTask),
    names: await taskNames(ctx, rows),
  };
}

async function endOfToday(ctx: Ctx): Promise<Date> {
  const zone = await zoneOf(ctx);
  return new Date(instantAt(wallTimeAt(ctx.now.getTime(), zone), 24, 0, zone));
}
