import type { Task } from '../../../shared/models/tasks.js';
import type { TaskRow } from './task.entity.js';

/** A task as it travels. */
export function presentTask(row: TaskRow): Task {
  return {
    ...row,
    dueAt: iso(row.dueAt),
    remindAt: iso(row.remindAt),
    rangAt: iso(row.rangAt),
    seenAt: iso(row.seenAt),
    passedAt: iso(row.passedAt),
    endedAt: iso(row.endedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
