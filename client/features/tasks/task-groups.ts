import type { Task } from '../../../shared/models/tasks';

/** Where a task stands in the list. */
export type TaskGroup = 'overdue' | 'today' | 'later' | 'someday' | 'ended';
export interface GroupedTasks {
  group: TaskGroup;
  tasks: Task[];
}

const ORDER: readonly TaskGroup[] = ['overdue', 'today', 'later', 'someday', 'ended'];

/** Tasks by when they are due, most urgent first. `dayKey` names the local day of an instant; times ms since 1970. */
export function groupTasks(tasks: readonly Task[], now: number, dayKey: (at: number) => string): GroupedTasks[] {
  const groups = new Map<TaskGroup, Task[]>();
  for (const task of tasks) {
    const group = groupOf(task, now, dayKey);
    groups.set(group, [...(groups.get(group) ?? []), task]);
  }
  const due = (task: Task) => (task.dueAt ? Date.parse(task.dueAt) : Number.MAX_SAFE_INTEGER);
  return ORDER.flatMap((group) => {
    const found = groups.get(group);
    return found ? [{ group, tasks: found.sort((a, b) => due(a) - due(b) || a.id.localeCompare(b.id)) }] : [];
  });
}

function groupOf(task: Task, now: number, dayKey: (at: number) => string): TaskGroup {
  if (task.state !== 'open') return 'ended';
  if (task.dueAt === null) return 'someday';
  const due = Date.parse(task.dueAt);
  if (due < now) return 'overdue';
  return dayKey(due) === dayKey(now) ? 'today' : 'later';
}
