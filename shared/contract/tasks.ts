import * as z from 'zod/mini';
import { Id, Instant, line, page, pageQuery, Version } from '../models/base.js';
import { Task, TaskKind, TaskState, TaskView } from '../models/tasks.js';
import { defineOperation } from '../operation.js';

const taskId = z.object({ taskId: Id });
const edit = z.object({ version: Version });
/** When it is due: as people say it (`mo 14`, `in 2h`, `KW 49 Di früh`), read in the actor's time zone and language; or an instant. Text wins. */
const due = { dueText: z.optional(line(80)), dueAt: z.optional(z.nullable(Instant)), remindAt: z.optional(z.nullable(Instant)) };
/** Display names by id, for the persons, companies and tickets (their number) that tasks speak of. */
const names = z.record(z.string(), z.string());

/** Makes a task or gives a promise. Without owner and team it is the maker's. */
export const createTask = defineOperation({
  id: 'tasks.create',
  method: 'POST',
  path: '/tasks',
  summary: 'Make a task or give a promise',
  body: z.object({
    kind: TaskKind,
    what: line(300),
    ...due,
    ownerId: z.optional(Id),
    teamId: z.optional(Id),
    personId: z.optional(Id),
    companyId: z.optional(Id),
    ticketId: z.optional(Id),
    callId: z.optional(Id),
  }),
  output: Task,
  errors: ['DUE_NOT_UNDERSTOOD', 'INVALID_REFERENCE'],
});
/** A task by id. */
export const getTask = defineOperation({
  id: 'tasks.get',
  method: 'GET',
  path: '/tasks/:taskId',
  summary: 'One task',
  params: taskId,
  output: Task,
  errors: ['NOT_FOUND'],
});
/** Tasks of a view, by due time; those without one last. Open ones unless a state is given. */
export const listTasks = defineOperation({
  id: 'tasks.list',
  method: 'GET',
  path: '/tasks',
  summary: 'Tasks of a view',
  query: z.object({
    ...pageQuery,
    view: z.optional(TaskView),
    state: z.optional(TaskState),
    kind: z.optional(TaskKind),
    ownerId: z.optional(Id),
    personId: z.optional(Id),
    companyId: z.optional(Id),
    ticketId: z.optional(Id),
  }),
  output: z.extend(page(Task), { names }),
});
/** What greets me at sign-in: overdue, due today, and what passed to my teams. Most overdue first, 50 at most. */
export const tasksDueNow = defineOperation({
  id: 'tasks.due-now',
  method: 'GET',
  path: '/me/tasks-due',
  summary: 'What is due for me now',
  output: z.object({ overdue: z.array(Task), today: z.array(Task), passed: z.array(Task), names }),
});
/** Edits a task. Fields not given stay; a new due time rings anew. */
export const editTask = defineOperation({
  id: 'tasks.edit',
  method: 'PATCH',
  path: '/tasks/:taskId',
  summary: 'Edit a task',
  params: taskId,
  body: z.extend(edit, {
    kind: z.optional(TaskKind),
    what: z.optional(line(300)),
    ...due,
    ownerId: z.optional(z.nullable(Id)),
    teamId: z.optional(z.nullable(Id)),
    personId: z.optional(z.nullable(Id)),
    companyId: z.optional(z.nullable(Id)),
    ticketId: z.optional(z.nullable(Id)),
  }),
  output: Task,
  errors: ['STALE', 'NOT_FOUND', 'TASK_ENDED', 'DUE_NOT_UNDERSTOOD', 'INVALID_REFERENCE'],
});
/** Says that I heard it ring: it does not pass to the team. */
export const acknowledgeTask = defineOperation({
  id: 'tasks.acknowledge',
  method: 'POST',
  path: '/tasks/:taskId/acknowledge',
  summary: 'I heard it ring',
  params: taskId,
  output: Task,
  errors: ['NOT_FOUND', 'TASK_ENDED'],
});
/** Makes it mine (mostly after it passed to the team). */
export const takeTask = defineOperation({
  id: 'tasks.take',
  method: 'POST',
  path: '/tasks/:taskId/take',
  summary: 'Make a task mine',
  params: taskId,
  body: edit,
  output: Task,
  errors: ['STALE', 'NOT_FOUND', 'TASK_ENDED'],
});
/** Done. Repeated: nothing happens. */
export const finishTask = defineOperation({
  id: 'tasks.done',
  method: 'POST',
  path: '/tasks/:taskId/done',
  summary: 'A task is done',
  params: taskId,
  body: edit,
  output: Task,
  errors: ['STALE', 'NOT_FOUND', 'TASK_ENDED'],
});
/** Given up, with the reason. */
export const dropTask = defineOperation({
  id: 'tasks.drop',
  method: 'POST',
  path: '/tasks/:taskId/drop',
  summary: 'Give a task up',
  params: taskId,
  body: z.extend(edit, { reason: line(300) }),
  output: Task,
  errors: ['STALE', 'NOT_FOUND', 'TASK_ENDED'],
});
/** Opens a done or dropped task again. */
export const reopenTask = defineOperation({
  id: 'tasks.reopen',
  method: 'POST',
  path: '/tasks/:taskId/reopen',
  summary: 'Open a task again',
  params: taskId,
  body: edit,
  output: Task,
  errors: ['STALE', 'NOT_FOUND'],
});
