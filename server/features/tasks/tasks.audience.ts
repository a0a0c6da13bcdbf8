import type { taskEvents } from '../../../shared/events/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';

/** What decides who hears about a task. */
export type TaskWhereabouts = Pick<Task, 'kind' | 'ownerId' | 'createdById' | 'teamId'>;

/** The rooms that may see a task: exactly those `visibleTo` lets through. */
export async function taskRooms(ctx: Ctx, task: TaskWhereabouts): Promise<Room[]> {
  const people = [task.ownerId, task.createdById].filter((id) => id !== null).map(room.agent);
  const team = task.teamId === null ? [] : [room.team(task.teamId)];
  const everybody = task.kind === 'promise' && !(await isConfidential(ctx, task.teamId)) ? [room.role('agent')] : [];
  return [...everybody, room.role('admin'), ...team, ...people];
}

async function isConfidential(ctx: Ctx, teamId: string | null): Promise<boolean> {
  if (teamId === null) return false;
  const rows: unknown[] = await ctx.db.query('SELECT 1 FROM teams WHERE id = $1 AND is_confidential', [teamId]);
  return rows.length > 0;
}

/** Who hears what of tasks. Everybody who sees a task hears it ring; whose screen sounds is told by its owner and team. */
export const tasksAudience: Audiences<keyof typeof taskEvents> = {
  'task.created': taskRooms,
  'task.changed': taskRooms,
  'task.due': taskRooms,
  'task.passed': taskRooms,
};
