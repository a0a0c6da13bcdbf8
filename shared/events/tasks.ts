import { Task } from '../models/tasks.js';

/** Durable events of the tasks feature: type → payload schema. All carry the task after the change. */
export const taskEvents = {
  'task.created': Task,
  'task.changed': Task,
  /** It rings now: the owner's screens sound, or the team's when there is no owner. */
  'task.due': Task,
  /** The owner was absent or silent: it is the team's now. */
  'task.passed': Task,
} as const;
