import { nextTicketState, type TicketState } from '../../../../shared/domain/ticket-status.js';
import type { NextStep } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { changeTicket, lockCurrent } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import type { TicketRow } from '../ticket.entity.js';

/** What wrapping up a call asks of its ticket; null leaves it as it is. */
export interface CallResult {
  status: NonNullable<NextStep['ticketStatus']> | null;
  reasonId: string | null;
}

/** What became of the ticket's status: as asked for, opened again for it, or kept because an ended ticket is not ended once more. */
export type StatusChange = 'set' | 'reopened' | 'kept';

/**
 * Gives the ticket of a call the status and reason that were chosen in wrap-up, and says what became of the status (null: none was asked for, or there is
 * no such ticket). Speaking with the customer and choosing a status that is no end opens a solved or closed ticket again; a closed one is not solved.
 * Never throws for a ticket that was solved, closed or removed meanwhile: an agent's wrap-up must not be lost to somebody else's edit.
 */
export async function applyCallResult(ctx: Ctx, ticketId: string, result: CallResult): Promise<StatusChange | null> {
  const row = await lockCurrent(ctx, ticketId);
  if (!row) return null;
  const patch: Partial<TicketRow> = result.reasonId === null ? {} : { reasonId: result.reasonId };
  const change = result.status === null ? null : stepTo(row.status as TicketState, result.status);
  if (change !== null && change !== 'kept' && result.status !== null) Object.assign(patch, statusPatch(ctx, row, result.status));
  const ticket = await changeTicket(ctx, { id: row.id, expected: null }, patch);
  await setPlanned(ctx, ticket);
  return change;
}

function stepTo(from: TicketState, to: NonNullable<CallResult['status']>): StatusChange {
  if (to === 'solved' || to === 'closed') return 'state' in nextTicketState(from, { kind: 'end', to }) ? 'set' : 'kept';
  return 'state' in nextTicketState(from, { kind: 'set', to }) ? 'set' : 'reopened';
}

function statusPatch(ctx: Ctx, row: TicketRow, status: NonNullable<CallResult['status']>): Partial<TicketRow> {
  const isEnd = status === 'solved' || status === 'closed';
  return { status, plannedFor: null, endedAt: isEnd ? (row.endedAt ?? ctx.now) : null };
}
