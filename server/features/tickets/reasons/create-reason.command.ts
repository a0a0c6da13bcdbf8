import type { createReason as operation } from '../../../../shared/contract/ticket-reasons.js';
import type { TicketReason } from '../../../../shared/models/tickets.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import { withReferences } from '../reference-error.js';
import { sayTaken } from './reason-name.js';
import { TicketReasonRow } from './ticket-reason.entity.js';
import { presentReason } from './ticket-reason.presenter.js';

/** Adds a reason, last among its siblings unless placed. Throws CONFLICT when a sibling has that name, INVALID_REFERENCE for an unknown parent. */
export async function createReason(ctx: Ctx, input: InputOf<typeof operation> & { isDemo?: boolean }): Promise<TicketReason> {
  const row: TicketReasonRow = {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    parentId: input.parentId ?? null,
    name: input.name,
    position: input.position ?? (await nextPosition(ctx, input.parentId ?? null)),
    kind: input.kind ?? null,
    isActive: true,
    isDemo: input.isDemo ?? false,
  };
  await sayTaken(() => withReferences(() => ctx.db.insert(TicketReasonRow, row)));
  await ctx.audit({ entity: 'ticket_reasons', entityId: row.id, action: 'created', changes: { name: [null, row.name] } });
  const reason = presentReason(row);
  await ctx.publish('ticket-reason.changed', reason);
  return reason;
}

async function nextPosition(ctx: Ctx, parentId: string | null): Promise<number> {
  const rows: { next: number }[] = await ctx.db.query(
    'SELECT coalesce(max(position) + 1, 0)::int AS next FROM ticket_reasons WHERE parent_id IS NOT DISTINCT FROM $1::uuid',
    [parentId],
  );
  return rows[0]?.next ?? 0;
}
