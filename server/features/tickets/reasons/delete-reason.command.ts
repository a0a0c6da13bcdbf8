import type { deleteReason as operation } from '../../../../shared/contract/ticket-reasons.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { TicketReasonRow } from './ticket-reason.entity.js';
import { presentReason } from './ticket-reason.presenter.js';

/** Removes a reason nobody uses. Throws STALE, NOT_FOUND, REASON_IN_USE (tickets or reasons below it: switch it off instead). */
export async function deleteReason(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const row = found(
    await ctx.db.createQueryBuilder(TicketReasonRow, 't').setLock('pessimistic_write').where('t.id = :id', { id: input.reasonId }).getOne(),
    'ticket reason',
  );
  if (row.version !== input.version) throw new AppError('STALE', 'The reason was changed meanwhile.', { id: row.id, version: row.version });
  const used: unknown[] = await ctx.db.query(
    'SELECT 1 FROM ticket_reasons WHERE parent_id = $1 UNION ALL SELECT 1 FROM tickets WHERE reason_id = $1 LIMIT 1',
    [row.id],
  );
  if (used.length > 0) throw new AppError('REASON_IN_USE', 'Tickets or other reasons use this reason; switch it off instead.');
  await ctx.db.delete(TicketReasonRow, row.id);
  const removed = { ...presentReason(row), version: row.version + 1 };
  await ctx.audit({ entity: 'ticket_reasons', entityId: row.id, action: 'removed', changes: { name: [row.name, null] } });
  await ctx.publish('ticket-reason.removed', removed);
  return { id: removed.id, version: removed.version };
}
