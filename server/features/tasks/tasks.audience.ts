import type { taskEvents } from '../../../shared/events/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';

/** What decides who hears about a task. */
export type TaskWhereabouts = Pick<Task, 'kind' | 'ownerId' | 'createdById' | 'teamId'> & { isConfidential: boolean };

/** The rooms that may see a task: exactly those `visibleTo` lets through. */
export function taskRooms(task: TaskWhereabouts): Room[] {
  const people = [task.ownerId, task.createdById].filter((id) => id !== null).map(room.agent);
  const team = task.teamId === null ? [] : [room.team(task.teamId)];
  const everybody = task.kind === 'promise' && !task.isConfidential ? [room.role('agent')] : [];
  return [...everybody, room.role('admin'), ...team, ...people];
}

/** Confidentiality does not travel, so it is looked up; a task that was never stored counts as confidential. */
async function roomsOf(ctx: Ctx, task: Task): Promise<Room[]> {
  const rows: { isConfidential: boolean }[] = await ctx.db.query('SELECT is_confidential AS "isConfidential" FROM tasks WHERE id = $1', [
    task.id,
  ]);
  return taskRooms({ ...task, isConfidential: rows[0]?.isConfidential ?? true });
}

/** Who hears what of tasks. Everybody who sees a task hears it ring; whose screen sounds is told by its owner and team. */
export const tasksAudience: Audiences<keyof typeof taskEvents> = {
  'task.created': roomsOf,
  'task.changed': roomsOf,
  'task.due': roomsOf,
  'task.passed': roomsOf,
};
