import type { addTicketChecks as addOperation, editTicketCheck as editOperation } from '../../../../shared/contract/ticket-work.js';
import type { TicketCheck } from '../../../../shared/models/ticket-work.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { currentTicketId } from '../current-ticket.query.js';
import { TicketCheckRow } from './ticket-work.entities.js';
import { presentCheck } from './ticket-work.presenter.js';

/** Adds lines to the checklist of a ticket, where it is now if it was merged. Throws NOT_FOUND. */
export async function addTicketChecks(ctx: Ctx, input: InputOf<typeof addOperation>): Promise<{ items: TicketCheck[] }> {
  const ticketId = await currentTicketId(ctx, input.ticketId);
  // Ids of one millisecond are in no order; sorted they are.
  const ids = input.texts.map(() => newId(ctx.now.getTime())).sort();
  const items: TicketCheck[] = [];
  for (const [at, text] of input.texts.entries()) {
    const id = ids[at] ?? newId();
    const row: TicketCheckRow = {
      ...{ id, version: 1, createdAt: ctx.now, updatedAt: ctx.now },
      ...{ ticketId, text: text.trim(), doneAt: null, doneById: null },
    };
    await ctx.db.insert(TicketCheckRow, row);
    const check = presentCheck(row);
    await ctx.publish('ticket-check.changed', check);
    items.push(check);
  }
  return { items };
}

/** Ticks a line off, opens it again, or words it anew. Throws NOT_FOUND, STALE. */
export async function editTicketCheck(ctx: Ctx, { checkId, version, text, isDone }: InputOf<typeof editOperation>): Promise<TicketCheck> {
  const patch: Partial<TicketCheckRow> = text === undefined ? {} : { text: text.trim() };
  if (isDone !== undefined) Object.assign(patch, isDone ? { doneAt: ctx.now, doneById: ctx.actor.id } : { doneAt: null, doneById: null });
  const { row, changes } = await change(ctx, TicketCheckRow, { id: checkId, expected: version }, patch);
  const check = presentCheck(row);
  if (Object.keys(changes).length > 0) await ctx.publish('ticket-check.changed', check);
  return check;
}

/** Takes a line off the checklist. Throws NOT_FOUND. */
export async function removeTicketCheck(ctx: Ctx, { checkId }: { checkId: string }): Promise<TicketCheck> {
  const row = found(await ctx.db.findOneBy(TicketCheckRow, { id: checkId }), 'line');
  await ctx.db.delete(TicketCheckRow, { id: checkId });
  await ctx.audit({ entity: 'ticket_checks', entityId: checkId, action: 'removed', changes: { text: [row.text, null] } });
  const removed = presentCheck({ ...row, version: row.version + 1 });
  await ctx.publish('ticket-check.removed', removed);
  return removed;
}
