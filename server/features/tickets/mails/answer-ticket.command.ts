import type { TicketState, TicketStep } from '../../../../shared/domain/ticket-status.js';
import { isTicketEnded } from '../../../../shared/domain/ticket-status.js';
import type { TicketAfterMail } from '../../../../shared/models/mail.js';
import type { Ticket } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { changeTicket, lockCurrent } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import type { TicketRow } from '../ticket.entity.js';
import { stateAfter } from '../ticket-state.js';

/** What a mail of ours changed on a ticket: before and after. */
export interface TicketTrace {
  status: [TicketState, TicketState];
  ownerId: [string | null, string | null];
}

const asState = (status: string) => status as TicketState;

/**
 * What a mail of ours does to its ticket: it moves up, stands as the writer chose, has an owner from now if it had none, and thanks waiting to be seen are
 * seen. Says what it changed. Throws NOT_FOUND.
 */
export async function answerTicket(
  ctx: Ctx,
  ticketId: string,
  after: TicketAfterMail,
): Promise<{ ticket: Ticket; counter: number; trace: TicketTrace }> {
  const row = found(await lockCurrent(ctx, ticketId), 'ticket');
  const status = statusAfter(asState(row.status), after);
  const ownerId = row.ownerId ?? ctx.actor.id;
  const patch: Partial<TicketRow> = {
    ...{ status, ownerId, activeAt: ctx.now, quietReplies: 0, plannedFor: status === 'planned' ? row.plannedFor : null },
    endedAt: isTicketEnded(status) ? (row.endedAt ?? ctx.now) : null,
  };
  const before: TicketTrace = { status: [asState(row.status), status], ownerId: [row.ownerId, ownerId] };
  const counter = Number(row.number);
  const ticket = await changeTicket(ctx, { id: row.id, expected: null }, patch);
  await setPlanned(ctx, ticket);
  return { ticket, counter, trace: before };
}

function statusAfter(state: TicketState, after: TicketAfterMail): TicketState {
  if (after === 'stays') return stateAfter(state, { kind: 'taken-up' });
  if (after === 'closed' || after === 'solved') return state === 'closed' ? 'closed' : stateAfter(state, { kind: 'end', to: after });
  const step: TicketStep = { kind: 'set', to: after };
  return stateAfter(isTicketEnded(state) ? stateAfter(state, { kind: 'reopen' }) : state, step);
}

/** Takes back what a mail changed on its ticket, as far as nobody changed it since. Throws NOT_FOUND. */
export async function takeBackAnswer(ctx: Ctx, ticketId: string, { status, ownerId }: TicketTrace): Promise<Ticket> {
  const row = found(await lockCurrent(ctx, ticketId), 'ticket');
  const isStatusOurs = asState(row.status) === status[1] && status[0] !== 'planned';
  const next = isStatusOurs ? status[0] : asState(row.status);
  return changeTicket(
    ctx,
    { id: row.id, expected: null },
    {
      status: next,
      endedAt: isTicketEnded(next) ? (row.endedAt ?? ctx.now) : null,
      ownerId: row.ownerId === ownerId[1] ? ownerId[0] : row.ownerId,
    },
  );
}

/** Notes on a ticket that its customer has heard from us, if it was not known yet. */
export async function noteAnswered(ctx: Ctx, ticketId: string): Promise<Ticket> {
  const row = found(await lockCurrent(ctx, ticketId), 'ticket');
  return changeTicket(ctx, { id: row.id, expected: null }, { firstAnsweredAt: row.firstAnsweredAt ?? ctx.now });
}
