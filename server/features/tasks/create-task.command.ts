import type { createTask as operation } from '../../../shared/contract/tasks.js';
import type { Task } from '../../../shared/models/tasks.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { currentPersonId } from '../people/index.js';
import { currentTicketId, defaultTeam, mayWriteTicket, withReferences } from '../tickets/index.js';
import { readDue } from './read-due.js';
import { refreshPromises } from './refresh-promises.js';
import { TaskRow } from './task.entity.js';
import { presentTask } from './task.presenter.js';
import { armTask } from './task-deadlines.js';
import { sightOf } from './task-sight.js';

type Input = InputOf<typeof operation> & {
  isDemo?: boolean;
  /** The ticket is that of a call the maker spoke in: theirs to promise on, though they may have lost sight of it since. */
  isOfCall?: boolean;
};

/**
 * Makes a task or gives a promise. Without owner and team it is the maker's; the team is what it passes to: the given one, the ticket's (which it then
 * follows), or the owner's first. Person and company come from the ticket unless given. Throws DUE_NOT_UNDERSTOOD, INVALID_REFERENCE.
 */
export async function createTask(ctx: Ctx, input: Input): Promise<Task> {
  const ticket = input.ticketId === undefined ? null : await ticketOf(ctx, input.ticketId, input.isOfCall ?? false);
  const ticketId = ticket?.id ?? null;
  const hasTicketTeam = input.teamId === undefined && ticketId !== null;
  const ownerId = input.ownerId ?? (input.teamId === undefined ? ctx.actor.id : null);
  const due = (await readDue(ctx, input)) ?? { dueAt: null, duePrecision: null };
  const ownTeam = input.teamId ?? ticket?.team_id ?? (await defaultTeam(ctx, ownerId ?? undefined));
  const sight = await sightOf(ctx, { teamId: ownTeam, ticketId, hasTicketTeam });
  const row: TaskRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now },
    ...{ kind: input.kind, what: input.what, state: 'open', ownerId },
    ...{ ...sight, hasTicketTeam },
    ...due,
    remindAt: input.remindAt ? new Date(input.remindAt) : null,
    personId: (await currentPersonId(ctx, input.personId)) ?? ticket?.person_id ?? null,
    companyId: input.companyId ?? ticket?.company_id ?? null,
    ticketId,
    callId: input.callId ?? null,
    ...{ rangAt: null, seenAt: null, passedAt: null, endedAt: null, endedById: null, dropReason: null },
    createdById: ctx.actor.id,
    isDemo: input.isDemo ?? false,
  };
  await withReferences(() => ctx.db.insert(TaskRow, row));
  await armTask(ctx, row);
  await refreshPromises(ctx, row);
  await ctx.audit({ entity: 'tasks', entityId: row.id, action: 'created' });
  const task = presentTask(row);
  await ctx.publish('task.created', task);
  return task;
}

interface TicketOfTask {
  /** Where the ticket is now, if it was merged. */
  id: string;
  team_id: string | null;
  person_id: string | null;
  company_id: string | null;
}

async function ticketOf(ctx: Ctx, ticketId: string, isOfCall: boolean): Promise<TicketOfTask> {
  const rows: TicketOfTask[] =
    isOfCall || (await mayWriteTicket(ctx, ticketId))
      ? await ctx.db.query('SELECT id, team_id, person_id, company_id FROM tickets WHERE id = $1', [await currentTicketId(ctx, ticketId)])
      : [];
  const ticket = rows[0];
  if (!ticket) throw new AppError('INVALID_REFERENCE', 'There is no such ticket, or you may not see it.', { field: 'ticket_id' });
  return ticket;
}
