import * as operations from '../../../../shared/contract/ticket-moves.js';
import type { Ctx, Policy } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type Route, route } from '../../../core/http/route.js';
import { maySeeTicket } from '../tickets.policy.js';
import { likeTickets } from './like-tickets.query.js';
import { mergeTicket } from './merge-ticket.command.js';
import { pairOfMove } from './pair-of-move.query.js';
import { previewMerge } from './preview-merge.query.js';
import { splitTicket } from './split-ticket.command.js';
import { ticketMoves } from './ticket-moves.query.js';
import { undoMove } from './undo-move.command.js';

/** Whoever sees all of these tickets. For the others there are none: NOT_FOUND. */
async function seesAll(ctx: Ctx, ticketIds: readonly string[]): Promise<boolean> {
  for (const ticketId of ticketIds) found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');
  return true;
}
const onTicket: Policy<{ ticketId: string }> = (ctx, { ticketId }) => seesAll(ctx, [ticketId]);
const onBoth: Policy<{ ticketId: string; intoId: string }> = (ctx, { ticketId, intoId }) => seesAll(ctx, [ticketId, intoId]);
const onPair: Policy<{ moveId: string }> = async (ctx, { moveId }) => seesAll(ctx, await pairOfMove(ctx, moveId));

/** Merging, splitting and undoing either. */
export const movesRoutes: readonly Route[] = [
  route(operations.likeTickets, { can: onTicket, run: likeTickets }),
  route(operations.previewMerge, { can: onBoth, run: previewMerge }),
  route(operations.mergeTicket, { can: onBoth, run: mergeTicket }),
  route(operations.splitTicket, { can: onTicket, run: splitTicket }),
  route(operations.undoMove, { can: onPair, run: undoMove }),
  route(operations.ticketMoves, { can: onTicket, run: ticketMoves }),
];
