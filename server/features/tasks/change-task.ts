import type { Task } from '../../../shared/models/tasks.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { withReferences } from '../tickets/index.js';
import { refreshPromises } from './refresh-promises.js';
import { TaskRow } from './task.entity.js';
import { presentTask } from './task.presenter.js';
import { armTask } from './task-deadlines.js';
import { taskRooms } from './tasks.audience.js';

/** A task that is to change, and what the change is called. */
export interface TaskTarget {
  id: string;
  expected: number | null;
  event?: 'task.changed' | 'task.due' | 'task.passed';
}

/**
 * Changes a task through `change()`, keeps its alarms and the people's facts, and publishes it to those who see it and those who no longer do.
 * Nothing differs: nothing is published. Throws STALE, NOT_FOUND, INVALID_REFERENCE.
 */
export async function changeTask(ctx: Ctx, target: TaskTarget, patch: Partial<TaskRow>): Promise<Task> {
  const { row, changes } = await withReferences(() => change(ctx, TaskRow, target, patch));
  const task = presentTask(row);
  if (Object.keys(changes).length === 0) return task;
  const before: TaskRow = { ...row, ...Object.fromEntries(Object.entries(changes).map(([field, [old]]) => [field, old])) };
  await armTask(ctx, row);
  await refreshPromises(ctx, before, row);
  await ctx.publish(target.event ?? 'task.changed', task, { roomsBefore: taskRooms(before) });
  return task;
}

/** Locks a task and returns it. Throws NOT_FOUND. */
export async function lockTask(ctx: Ctx, id: string): Promise<TaskRow> {
  return found(await ctx.db.createQueryBuilder(TaskRow, 't').setLock('pessimistic_write').where('t.id = :id', { id }).getOne(), 'task');
}

/** Locks a task that must still be open. Throws NOT_FOUND, TASK_ENDED. */
export async function lockOpenTask(ctx: Ctx, id: string): Promise<TaskRow> {
  const row = await lockTask(ctx, id);
  if (row.state !== 'open') throw new AppError('TASK_ENDED', 'This task is done or dropped.', { state: row.state, version: row.version });
  return row;
}
