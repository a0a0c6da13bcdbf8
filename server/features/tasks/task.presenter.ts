import type { Task } from '../../../shared/models/tasks.js';
import type { TaskRow } from './task.entity.js';
import type { TaskColumns } from './task-columns.js';

/** A task as it travels: the columns that say who may see it stay here. */
export function presentTask(row: TaskColumns & Partial<TaskRow>): Task {
  const { isConfidential: _secret, hasTicketTeam: _follows, ...shown } = row;
  return {
    ...shown,
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
