import * as z from 'zod/mini';
import { type Ctx, defineDeadline } from '../../core/context.js';
import type { TaskRow } from './task.entity.js';

const Payload = z.object({ taskId: z.uuid() });
/** The hour of a task has come. */
export const dueDeadline = defineDeadline('task.due', Payload);
/** The reminder before it. */
export const remindDeadline = defineDeadline('task.remind', Payload);
/** It rang, and nobody has answered since. */
export const silentDeadline = defineDeadline('task.silent', Payload);

/**
 * Sets a task's alarms as the row says: due and reminder while it is open and has not rung for that hour, the silence after ringing for as long as the
 * owner has not answered. Called after every change, so that no alarm outlives what it was for.
 */
export async function armTask(ctx: Ctx, row: TaskRow): Promise<void> {
  const payload = { taskId: row.id };
  const isOpen = row.state === 'open';
  const stillRings = (at: Date | null): at is Date => isOpen && at !== null && (row.rangAt === null || row.rangAt < at);
  if (stillRings(row.dueAt)) await ctx.deadline(dueDeadline, row.id, row.dueAt, payload);
  else await ctx.cancelDeadline(dueDeadline, row.id);
  if (stillRings(row.remindAt)) await ctx.deadline(remindDeadline, row.id, row.remindAt, payload);
  else await ctx.cancelDeadline(remindDeadline, row.id);
  if (!isOpen || row.seenAt !== null || row.passedAt !== null || row.rangAt === null) await ctx.cancelDeadline(silentDeadline, row.id);
}
