import type { Call } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { linkCallToTicket, mayWriteTicket, unpointNumber } from '../tickets/index.js';
import { agentId } from './actor.js';
import { presentCall } from './call.presenter.js';
import { withCall } from './call-work.js';
import { deskOf } from './desk/desk.query.js';
import { recordCall } from './desk/record-call.js';

/** Joins my call to a ticket I may see; the number the call carried then leads there. Null takes it off again, while it is not settled. Throws NOT_FOUND. */
export async function joinTicket(ctx: Ctx, input: { callId: string; ticketId: string | null }): Promise<Call> {
  const me = agentId(ctx);
  const call = await withCall(ctx, input.callId, async (work) => {
    if (work.call.agentId !== me) throw new AppError('NOT_FOUND', 'This is not your call.');
    if (input.ticketId === work.call.ticketId) return work.call;
    let { ticketId } = input;
    if (input.ticketId !== null) {
      if (!(await mayWriteTicket(ctx, input.ticketId))) throw new AppError('NOT_FOUND', 'There is no such ticket, or you may not see it.');
      // A ticket that was merged while the agent looked at it is joined where it is now.
      ticketId = (await linkCallToTicket(ctx, { counter: work.call.ticketNumber, ticketId: input.ticketId })).id;
    } else await unpointNumber(ctx, work.call.ticketNumber);
    work.call.ticketId = ticketId;
    work.moment('ticket.joined', { ticketId });
    const desk = await deskOf(ctx, work.call.id);
    if (desk !== null && desk.interactionId !== null) await recordCall(work, desk);
    return work.call;
  });
  return presentCall(call);
}
