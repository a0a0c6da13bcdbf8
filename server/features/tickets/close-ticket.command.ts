import type { closeTicket as operation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { changeTicket, lockTicket } from './change-ticket.js';
import { insertMessage } from './insert-message.js';
import { setPlanned } from './planned-ticket.deadline.js';
import { stateAfter } from './ticket-state.js';

/** Solves or closes a ticket, with an optional last note. Throws STALE, NOT_FOUND, TICKET_ENDED (a closed one is not solved), INVALID_REFERENCE. */
export async function closeTicket(ctx: Ctx, input: InputOf<typeof operation>): Promise<Ticket> {
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  if (row.version !== input.version) throw new AppError('STALE', 'The ticket was changed meanwhile.', { id: row.id, version: row.version });
  const status = stateAfter(row.status, { kind: 'end', to: input.as });
  const ticket = await changeTicket(
    ctx,
    { id: row.id, expected: input.version },
    {
      status,
      endedAt: row.endedAt ?? ctx.now,
      plannedFor: null,
      quietReplies: 0,
      ...(input.reasonId ? { reasonId: input.reasonId } : {}),
      ...(input.text ? { activeAt: ctx.now } : {}),
    },
  );
  if (input.text) await insertMessage(ctx, { ticketId: row.id, text: input.text });
  await setPlanned(ctx, ticket);
  return ticket;
}
