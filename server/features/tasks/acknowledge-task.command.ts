import type { Task } from '../../../shared/models/tasks.js';
import type { Ctx } from '../../core/context.js';
import { changeTask, lockOpenTask } from './change-task.js';
import { presentTask } from './task.presenter.js';

/** Says that the ringing was heard: the task does not pass to the team. Not yet rung, or answered already: nothing happens. Throws NOT_FOUND, TASK_ENDED. */
export async function acknowledgeTask(ctx: Ctx, taskId: string): Promise<Task> {
  const row = await lockOpenTask(ctx, taskId);
  if (row.rangAt === null || row.seenAt !== null) return presentTask(row);
  return changeTask(ctx, { id: taskId, expected: null }, { seenAt: ctx.now });
}
