import type { editTask as operation } from '../../../shared/contract/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { writableTicket } from '../tickets/index.js';
import { changeTask, lockOpenTask } from './change-task.js';
import { readDue } from './read-due.js';
import type { TaskRow } from './task.entity.js';
import { sightOf } from './task-sight.js';

/** What ringing left behind; a new hour or another owner begins anew. */
const QUIET = { rangAt: null, seenAt: null, passedAt: null } as const;

/** Edits a task; fields not given stay, a new due time rings anew. Throws STALE, NOT_FOUND, TASK_ENDED, DUE_NOT_UNDERSTOOD, INVALID_REFERENCE. */
export async function editTask(ctx: Ctx, input: InputOf<typeof operation>): Promise<Task> {
  const { taskId, version, dueText, dueAt, remindAt, ...fields } = input;
  if (fields.ticketId) {
    const ticket = await writableTicket(ctx, fields.ticketId);
    if (!ticket) throw new AppError('INVALID_REFERENCE', 'There is no such ticket, or you may not see it.', { field: 'ticket_id' });
    fields.ticketId = ticket.id;
  }
  const row = await lockOpenTask(ctx, taskId);
  const due = await readDue(ctx, { dueText, dueAt });
  const patch: Partial<TaskRow> = {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...due,
    ...(remindAt === undefined ? {} : { remindAt: remindAt === null ? null : new Date(remindAt) }),
  };
  const hasTicketTeam = row.hasTicketTeam && fields.teamId === undefined;
  Object.assign(patch, { hasTicketTeam, ...(await sightOf(ctx, { ...row, ...patch, hasTicketTeam })) });
  const isNewHour = due !== undefined && due.dueAt?.getTime() !== row.dueAt?.getTime();
  const isNewOwner = fields.ownerId !== undefined && fields.ownerId !== row.ownerId;
  return changeTask(ctx, { id: taskId, expected: version }, isNewHour || isNewOwner ? { ...patch, ...QUIET } : patch);
}
