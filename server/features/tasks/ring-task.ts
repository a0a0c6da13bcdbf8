import type { Ctx } from '../../core/context.js';
import { type DeadlineHandler, handleDeadline } from '../../core/feature.js';
import { getSettings } from '../settings/index.js';
import { changeTask } from './change-task.js';
import { TaskRow } from './task.entity.js';
import { dueDeadline, remindDeadline, silentDeadline } from './task-deadlines.js';

/** What tasks must know of agents, handed in because agents stand above tasks. */
export interface TaskHooks {
  /** True while the account has a console open. */
  isPresent: (ctx: Ctx, accountId: string) => Promise<boolean>;
}

/** Handlers of the alarms of tasks. */
export function taskDeadlines(hooks: TaskHooks): DeadlineHandler[] {
  return [
    handleDeadline(dueDeadline, (ctx, { taskId }) => ring(ctx, hooks, taskId)),
    handleDeadline(remindDeadline, async (ctx, { taskId }) => void (await ringOnce(ctx, taskId, 'remindAt'))),
    handleDeadline(silentDeadline, (ctx, { taskId }) => pass(ctx, taskId)),
  ];
}

/** The hour has come: it rings at the owner, and passes to the team at once when the owner is absent, else after the minutes of silence. */
async function ring(ctx: Ctx, hooks: TaskHooks, taskId: string): Promise<void> {
  const row = await ringOnce(ctx, taskId, 'dueAt');
  if (!row || row.ownerId === null) return;
  if (!(await hooks.isPresent(ctx, row.ownerId))) return pass(ctx, taskId);
  const { taskSilentMinutes } = await getSettings(ctx);
  await ctx.deadline(silentDeadline, taskId, new Date(ctx.now.getTime() + taskSilentMinutes * 60_000), { taskId });
}

/** Rings for the hour in `field` if it is still that hour. The due hour needs a new answer; a reminder does not undo one. */
async function ringOnce(ctx: Ctx, taskId: string, field: 'dueAt' | 'remindAt'): Promise<TaskRow | null> {
  const row = await ctx.db.createQueryBuilder(TaskRow, 't').setLock('pessimistic_write').where('t.id = :taskId', { taskId }).getOne();
  const at = row?.[field];
  if (!row || !at || row.state !== 'open' || at > ctx.now) return null;
  await changeTask(ctx, { id: taskId, expected: null, event: 'task.due' }, { rangAt: ctx.now, seenAt: null });
  return row;
}

/** Makes it the team's: everybody in the team sees it ring, and whoever takes it has it. A task without a team stays with its owner. */
async function pass(ctx: Ctx, taskId: string): Promise<void> {
  const row = await ctx.db.createQueryBuilder(TaskRow, 't').setLock('pessimistic_write').where('t.id = :taskId', { taskId }).getOne();
  if (row?.state !== 'open' || row.teamId === null || row.seenAt !== null || row.passedAt !== null) return;
  await changeTask(ctx, { id: taskId, expected: null, event: 'task.passed' }, { passedAt: ctx.now });
}
