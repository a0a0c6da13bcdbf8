import * as z from 'zod/mini';
import type { Ticket } from '../../../shared/models/tickets.js';
import { type Ctx, defineDeadline } from '../../core/context.js';
import { type DeadlineHandler, handleDeadline } from '../../core/feature.js';
import { changeTicket, lockCurrent } from './change-ticket.js';
import { stateAfter } from './ticket-state.js';

const planned = defineDeadline('ticket.planned', z.object({ ticketId: z.uuid() }));

/** Sets, moves or cancels the hour at which a planned ticket comes back. */
export async function setPlanned(ctx: Ctx, ticket: Ticket): Promise<void> {
  if (ticket.plannedFor === null) await ctx.cancelDeadline(planned, ticket.id);
  else await ctx.deadline(planned, ticket.id, new Date(ticket.plannedFor), { ticketId: ticket.id });
}

/** Opens a planned ticket when its hour has come. */
export const plannedTicketDeadline: DeadlineHandler = handleDeadline(planned, async (ctx, { ticketId }) => {
  const row = await lockCurrent(ctx, ticketId);
  if (!row?.plannedFor || row.plannedFor > ctx.now) return;
  await changeTicket(
    ctx,
    { id: row.id, expected: null },
    { status: stateAfter(row.status, { kind: 'hour-came' }), plannedFor: null, activeAt: ctx.now },
  );
});
