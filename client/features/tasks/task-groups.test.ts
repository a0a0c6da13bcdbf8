import { describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/models/tasks';
import { groupTasks } from './task-groups';

const now = Date.parse('2026-11-23T12:00:00Z');
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
function task(id: string, dueAt: string | null, state: Task['state'] = 'open'): Task {
  const empty = {
    remindAt: null,
    personId: null,
    companyId: null,
    ticketId: null,
    callId: null,
    rangAt: null,
    seenAt: null,
    passedAt: null,
    endedAt: null,
    endedById: null,
    dropReason: null,
    createdById: null,
  };
  return {
    id,
    version: 1,
    kind: 'task',
    what: id,
    state,
    ownerId: null,
    teamId: null,
    dueAt,
    duePrecision: dueAt ? 'minute' : null,
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    isDemo: false,
    ...empty,
  };
}

describe('groupTasks', () => {
  it('puts the most urgent first, ended ones last, and leaves empty groups out', () => {
    const groups = groupTasks(
      [
        task('someday', null),
        task('later', '2026-11-24T08:00:00Z'),
        task('b', '2026-11-23T11:00:00Z'),
        task('a', '2026-11-22T11:00:00Z'),
        task('gone', '2026-11-20T00:00:00Z', 'done'),
        task('today', '2026-11-23T13:00:00Z'),
      ],
      now,
      day,
    );
    expect(groups.map(({ group, tasks }) => [group, tasks.map((one) => one.id)])).toEqual([
      ['overdue', ['a', 'b']],
      ['today', ['today']],
      ['later', ['later']],
      ['someday', ['someday']],
      ['ended', ['gone']],
    ]);
  });
});
