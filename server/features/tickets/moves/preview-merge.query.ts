import type { previewMerge as operation } from '../../../../shared/contract/ticket-moves.js';
import type { MergePreview } from '../../../../shared/models/ticket-moves.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentTicket } from '../ticket.presenter.js';
import { readPair } from './lock-pair.js';
import { mergedFields } from './merged-fields.js';
import { mergeSight } from './move-sight.query.js';

/** What merging would do, reckoned by the rules that do it. Throws NOT_FOUND, TICKET_MERGED, INVALID_INPUT. */
export async function previewMerge(ctx: Ctx, { ticketId, intoId }: InputOf<typeof operation>): Promise<MergePreview> {
  const { from, into } = await readPair(ctx, ticketId, intoId);
  const sight = await mergeSight(ctx, { from, into }, 'look');
  const style = await numberStyle(ctx);
  const after = { ...into, ...mergedFields(into, from, sight.followers) };
  const [moving]: MergePreview['moving'][] = await ctx.db.query(
    `SELECT (SELECT count(*)::int FROM messages WHERE ticket_id = $1) AS messages,
       (SELECT count(*)::int FROM interactions WHERE ticket_id = $1 AND message_id IS NULL) AS contacts,
       (SELECT count(*)::int FROM tasks WHERE ticket_id = $1) AS tasks, (SELECT count(*)::int FROM calls WHERE ticket_id = $1) AS calls`,
    [ticketId],
  );
  return {
    from: presentTicket(from, style),
    into: presentTicket(into, style),
    after: presentTicket(after, style),
    moving: moving ?? { messages: 0, contacts: 0, tasks: 0, calls: 0 },
    losingTeamId: from.teamId !== null && from.teamId !== after.teamId ? from.teamId : null,
    losing: sight.losing,
    refusal: sight.isWider ? 'MERGE_WIDENS' : null,
  };
}
