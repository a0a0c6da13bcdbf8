import type { editReason as operation } from '../../../../shared/contract/ticket-reasons.js';
import type { TicketReason } from '../../../../shared/models/tickets.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError } from '../../../core/errors.js';
import { withReferences } from '../reference-error.js';
import { sayTaken } from './reason-name.js';
import { TicketReasonRow } from './ticket-reason.entity.js';
import { presentReason } from './ticket-reason.presenter.js';

/** Renames, moves, switches on or off. Throws STALE, NOT_FOUND, CONFLICT (name), REASON_CYCLE, INVALID_REFERENCE. */
export async function editReason(ctx: Ctx, input: InputOf<typeof operation>): Promise<TicketReason> {
  const { reasonId, version, ...patch } = input;
  if (patch.parentId) await refuseCycle(ctx, reasonId, patch.parentId);
  const { row, changes } = await sayTaken(() =>
    withReferences(() => change(ctx, TicketReasonRow, { id: reasonId, expected: version }, patch)),
  );
  const reason = presentReason(row);
  if (Object.keys(changes).length > 0) await ctx.publish('ticket-reason.changed', reason);
  return reason;
}

/** Moves are rare, so they queue for the table: two at once could otherwise close a circle that neither sees. */
async function refuseCycle(ctx: Ctx, reasonId: string, parentId: string): Promise<void> {
  await ctx.db.query('LOCK TABLE ticket_reasons IN SHARE ROW EXCLUSIVE MODE');
  const rows: unknown[] = await ctx.db.query(
    `WITH RECURSIVE up AS (
       SELECT id, parent_id FROM ticket_reasons WHERE id = $2::uuid
       UNION SELECT r.id, r.parent_id FROM ticket_reasons r JOIN up ON r.id = up.parent_id
     ) SELECT 1 FROM up WHERE id = $1::uuid`,
    [reasonId, parentId],
  );
  if (rows.length > 0) throw new AppError('REASON_CYCLE', 'A reason cannot stand below itself.');
}
