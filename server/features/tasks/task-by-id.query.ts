import type { Task } from '../../../shared/models/tasks.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { found } from '../../core/errors.js';
import { presentTask } from './task.presenter.js';
import { TASK_COLUMNS, type TaskColumns } from './task-columns.js';
import { visibleTo } from './tasks.policy.js';

/** A task the actor may see. Throws NOT_FOUND otherwise. */
export async function taskById(ctx: Ctx, taskId: string): Promise<Task> {
  const visible = visibleTo(ctx.actor, 't');
  const rows: TaskColumns[] = await ctx.db.query(`SELECT ${TASK_COLUMNS} FROM tasks t WHERE t.id = $1 AND (${bind(visible, 1)})`, [
    taskId,
    ...visible.params,
  ]);
  return presentTask(found(rows[0], 'task'));
}
