import type { Ctx } from '../../../core/context.js';
import { changeTicket, lockTicket } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import type { TicketRow } from '../ticket.entity.js';

/** What wrapping up a call asks of its ticket; null leaves it as it is. */
export interface CallResult {
  status: TicketRow['status'] | null;
  reasonId: string | null;
}

const ENDS: readonly string[] = ['solved', 'closed'];

/**
 * Gives the ticket of a call the status and reason that were chosen in wrap-up. Never throws for a ticket that was solved, closed or removed meanwhile:
 * an agent's wrap-up must not be lost to somebody else's edit. `planned` without an hour is left to the ticket's own page.
 */
export async function applyCallResult(ctx: Ctx, ticketId: string, result: CallResult): Promise<void> {
  const row = await lockTicket(ctx, ticketId);
  if (!row) return;
  const patch: Partial<TicketRow> = result.reasonId === null ? {} : { reasonId: result.reasonId };
  const { status } = result;
  const isAllowed =
    status !== null && status !== row.status && row.status !== 'closed' && !(status === 'planned' && row.plannedFor === null);
  if (isAllowed) Object.assign(patch, { status, endedAt: ENDS.includes(status) ? (row.endedAt ?? ctx.now) : null });
  const ticket = await changeTicket(ctx, { id: ticketId, expected: null }, patch);
  await setPlanned(ctx, ticket);
}
