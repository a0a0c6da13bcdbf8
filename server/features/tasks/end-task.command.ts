import type {
  dropTask as dropOperation,
  finishTask as finishOperation,
  reopenTask as reopenOperation,
} from '../../../shared/contract/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { changeTask, lockTask } from './change-task.js';
import { presentTask } from './task.presenter.js';

/** Done. Repeated: nothing happens. Throws STALE, NOT_FOUND, TASK_ENDED (it was dropped). */
export function finishTask(ctx: Ctx, input: InputOf<typeof finishOperation>): Promise<Task> {
  return endTask(ctx, input, { state: 'done', dropReason: null });
}

/** Given up, with the reason. Repeated: nothing happens. Throws STALE, NOT_FOUND, TASK_ENDED (it was done). */
export function dropTask(ctx: Ctx, input: InputOf<typeof dropOperation>): Promise<Task> {
  return endTask(ctx, input, { state: 'dropped', dropReason: input.reason });
}

/** Opens a done or dropped task again; it keeps having rung for its old hour. Open already: nothing happens. Throws STALE, NOT_FOUND. */
export async function reopenTask(ctx: Ctx, input: InputOf<typeof reopenOperation>): Promise<Task> {
  const row = await lockTask(ctx, input.taskId);
  if (row.state === 'open') return presentTask(row);
  return changeTask(ctx, { id: row.id, expected: input.version }, { state: 'open', endedAt: null, endedById: null, dropReason: null });
}

async function endTask(
  ctx: Ctx,
  input: { taskId: string; version: number },
  end: { state: 'done' | 'dropped'; dropReason: string | null },
): Promise<Task> {
  const row = await lockTask(ctx, input.taskId);
  if (row.state === end.state) return presentTask(row);
  if (row.state !== 'open')
    throw new AppError('TASK_ENDED', `This task is ${row.state} already.`, { state: row.state, version: row.version });
  return changeTask(ctx, { id: row.id, expected: input.version }, { ...end, endedAt: ctx.now, endedById: ctx.actor.id });
}
