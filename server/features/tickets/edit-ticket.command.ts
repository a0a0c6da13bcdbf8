import type { editTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { changeTicket, lockTicket } from './change-ticket.js';
import { setPlanned } from './planned-ticket.deadline.js';
import type { TicketRow } from './ticket.entity.js';
import { stateAfter } from './ticket-state.js';

type Input = InputOf<typeof operation>;

/**
 * Edits a ticket; fields not given stay. `planned` needs an hour and comes back to `open` at it. Throws STALE, NOT_FOUND, TICKET_ENDED,
 * INVALID_REFERENCE, INVALID_INPUT (an end as status, or planned without an hour).
 */
export async function editTicket(ctx: Ctx, input: Input): Promise<Ticket> {
  const { ticketId, version, status, plannedFor, ...fields } = input;
  const row = found(await lockTicket(ctx, ticketId), 'ticket');
  const patch: Partial<TicketRow> = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (status !== undefined && status !== row.status && row.version === version) {
    if (status === 'solved' || status === 'closed') throw new AppError('INVALID_INPUT', 'Close the ticket to solve or close it.');
    patch.status = stateAfter(row.status, { kind: 'set', to: status });
  }
  const next = patch.status ?? row.status;
  if (plannedFor !== undefined) patch.plannedFor = plannedFor === null ? null : new Date(plannedFor);
  if (next !== 'planned') patch.plannedFor = null;
  else if ((patch.plannedFor ?? row.plannedFor) === null)
    throw new AppError('INVALID_INPUT', 'A planned ticket needs the hour it comes back.');
  const ticket = await changeTicket(ctx, { id: ticketId, expected: version }, patch);
  await setPlanned(ctx, ticket);
  return ticket;
}
