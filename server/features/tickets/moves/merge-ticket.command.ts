import type { mergeTicket as operation } from '../../../../shared/contract/ticket-moves.js';
import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { changeTicket } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import { enterMove } from './enter-move.command.js';
import { keepTicket } from './kept-ticket.js';
import { lockPair } from './lock-pair.js';
import { mergedFields } from './merged-fields.js';
import { moveNumbers } from './move-numbers.command.js';
import { mergeSight } from './move-sight.query.js';

/**
 * Merges a ticket into another. Everything said and done moves there and stays known as what it was; both numbers lead there; whoever writes on the old one
 * writes there. Both are locked in the order of their ids: of two merges that cross, the second one is refused. Throws NOT_FOUND, TICKET_MERGED,
 * MERGE_WIDENS, INVALID_INPUT.
 */
export async function mergeTicket(ctx: Ctx, { ticketId, intoId }: InputOf<typeof operation>): Promise<TicketMove> {
  const { from, into } = await lockPair(ctx, ticketId, intoId);
  const sight = await mergeSight(ctx, { from, into }, 'hold');
  if (sight.isWider) throw new AppError('MERGE_WIDENS', 'Merging would show what a confidential team wrote to somebody outside it.');
  const restore = { from: keepTicket(from), into: keepTicket(into), numbers: await moveNumbers(ctx, from.id, into.id) };
  const after = await changeTicket(ctx, { id: into.id, expected: null }, mergedFields(into, from, sight.followers));
  const gone = await changeTicket(
    ctx,
    { id: from.id, expected: null },
    { status: 'closed', endedAt: from.endedAt ?? ctx.now, plannedFor: null, quietReplies: 0, mentionedIds: [], mergedIntoId: into.id },
  );
  for (const ticket of [after, gone]) await setPlanned(ctx, ticket);
  await ctx.audit({ entity: 'tickets', entityId: into.id, action: 'merged-from', changes: { ticket: [null, gone.numberText] } });
  await ctx.audit({ entity: 'tickets', entityId: from.id, action: 'merged-into', changes: { ticket: [null, after.numberText] } });
  return enterMove(ctx, { from: gone, into: after }, { kind: 'merge', restore });
}
