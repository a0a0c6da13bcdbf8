import type { findByNumber as operation } from '../../../../shared/contract/tickets.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { ticketHistory } from '../history/ticket-history.query.js';
import { presentNumber } from '../ticket.presenter.js';
import { ticketById } from '../ticket-by-id.query.js';
import { maySeeTicket } from '../tickets.policy.js';
import { numberStyle } from './number-style.js';
import { resolveNumber, unknownNumber } from './ticket-numbers.js';

/** Whatever a number leads to, with the latest stretch of its ticket's history. Throws MISHEARD_NUMBER, UNKNOWN_NUMBER. */
export async function findByNumber(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const { counter, ticketId, callId } = await resolveNumber(ctx, input.number);
  const { number } = presentNumber(counter, await numberStyle(ctx));
  if (ticketId !== null) {
    if (!(await maySeeTicket(ctx, ticketId))) throw unknownNumber(input.number);
    return { leadsTo: 'ticket', number, ticket: await ticketById(ctx, ticketId), history: await ticketHistory(ctx, { ticketId }) };
  }
  if (callId !== null) return { leadsTo: 'call', number, callId };
  throw unknownNumber(input.number);
}
