import type { reopenTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { changeTicket, lockTicket } from './change-ticket.js';
import { stateAfter } from './ticket-state.js';

/** Opens a solved or closed ticket again. Throws STALE, NOT_FOUND, TICKET_NOT_ENDED. */
export async function reopenTicket(ctx: Ctx, input: InputOf<typeof operation>): Promise<Ticket> {
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  if (row.version !== input.version) throw new AppError('STALE', 'The ticket was changed meanwhile.', { id: row.id, version: row.version });
  const status = stateAfter(row.status, { kind: 'reopen' });
  return changeTicket(ctx, { id: row.id, expected: input.version }, { status, endedAt: null, quietReplies: 0, activeAt: ctx.now });
}
