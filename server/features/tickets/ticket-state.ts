import { nextTicketState, type TicketState, type TicketStep } from '../../../shared/domain/ticket-status.js';
import { AppError } from '../../core/errors.js';

/** The next state of a ticket. Throws TICKET_ENDED or TICKET_NOT_ENDED when the step is not allowed. */
export function stateAfter(state: string, step: TicketStep): TicketState {
  const next = nextTicketState(state as TicketState, step);
  if ('state' in next) return next.state;
  if (next.refused === 'ended') throw new AppError('TICKET_ENDED', 'This ticket is solved or closed; reopen it first.');
  throw new AppError('TICKET_NOT_ENDED', 'This ticket is neither solved nor closed.');
}
