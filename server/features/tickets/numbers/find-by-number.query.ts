import type { findByNumber as operation } from '../../../../shared/contract/tickets.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { ticketHistory } from '../history/ticket-history.query.js';
import { presentNumber } from '../ticket.presenter.js';
import { ticketById } from '../ticket-by-id.query.js';
import { maySeeTicket } from '../tickets.policy.js';
import { numberStyle } from './number-style.js';
import { resolveNumber, unknownNumber } from './ticket-numbers.js';

/** What numbers must know of calls, handed in because calls stand above tickets. */
export interface NumberHooks {
  maySeeCall: (ctx: Ctx, callId: string) => Promise<boolean>;
}

/**
 * Whatever a number leads to, with the latest stretch of its ticket's history. A ticket or call one may not see is as unknown as a number never drawn.
 * Throws MISHEARD_NUMBER, UNKNOWN_NUMBER.
 */
export async function findByNumber(ctx: Ctx, input: InputOf<typeof operation>, hooks: NumberHooks): Promise<OutputOf<typeof operation>> {
  const { counter, ticketId, callId } = await resolveNumber(ctx, input.number);
  const { number } = presentNumber(counter, await numberStyle(ctx));
  if (ticketId !== null) {
    if (!(await maySeeTicket(ctx, ticketId))) throw unknownNumber(input.number);
    return { leadsTo: 'ticket', number, ticket: await ticketById(ctx, ticketId), history: await ticketHistory(ctx, { ticketId }) };
  }
  if (callId !== null && (await hooks.maySeeCall(ctx, callId))) return { leadsTo: 'call', number, callId };
  throw unknownNumber(input.number);
}
