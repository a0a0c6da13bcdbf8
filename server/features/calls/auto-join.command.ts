import { queueById } from '../queues/index.js';
import { linkCallToTicket, openTicketsFor } from '../tickets/index.js';
import type { CallWork } from './call-work.js';

/** Where the queue wishes it, a call joins the caller's only open ticket by itself, when somebody speaks with the caller and nobody chose another. */
export async function autoJoin(work: CallWork): Promise<void> {
  const { call, ctx } = work;
  if (call.ticketId !== null || call.personId === null || call.queueId === null) return;
  const queue = await queueById(ctx, call.queueId);
  if (!queue?.autoJoinOnlyTicket) return;
  const { tickets, total } = await openTicketsFor(ctx, {
    personId: call.personId,
    companyId: null,
    // Never into a ticket that the one who talks may not see.
    ...(call.agentId === null ? {} : { viewerId: call.agentId }),
  });
  const [only] = tickets;
  if (total !== 1 || !only) return;
  await linkCallToTicket(ctx, { counter: call.ticketNumber, ticketId: only.id });
  call.ticketId = only.id;
  work.moment('ticket.joined', { ticketId: only.id, isAutomatic: true });
}
