import type { takeTask as operation } from '../../../shared/contract/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { changeTask, lockOpenTask } from './change-task.js';

/** Makes a task the actor's; one that has rung counts as heard. Two at once: the second gets STALE. Throws STALE, NOT_FOUND, TASK_ENDED. */
export async function takeTask(ctx: Ctx, input: InputOf<typeof operation>): Promise<Task> {
  const row = await lockOpenTask(ctx, input.taskId);
  return changeTask(
    ctx,
    { id: row.id, expected: input.version },
    { ownerId: ctx.actor.id, passedAt: null, seenAt: row.rangAt === null ? null : ctx.now },
  );
}
