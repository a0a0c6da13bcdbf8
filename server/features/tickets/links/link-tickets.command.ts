import type { addTicketLink as addOperation, removeTicketLink as removeOperation } from '../../../../shared/contract/ticket-links.js';
import type { TicketLink } from '../../../../shared/models/ticket-links.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { lockPair } from '../moves/lock-pair.js';
import { numberStyle } from '../numbers/number-style.js';
import { presentNumber } from '../ticket.presenter.js';
import { presentLink } from './link.presenter.js';
import { TicketLinkRow } from './ticket-link.entity.js';
import { isAbove, ticketLinks } from './ticket-links.query.js';

/** From the view of the ticket that is linked to which end the other one stands at. */
type As = InputOf<typeof addOperation>['as'];

/**
 * Links two tickets; linked so already: nothing happens. A pair that is linked otherwise is linked anew. Throws NOT_FOUND, TICKET_MERGED, LINK_CYCLE (a parent
 * would hang below its own child), LINK_TAKEN (the child has another parent).
 */
export async function addTicketLink(ctx: Ctx, { ticketId, otherId, as }: InputOf<typeof addOperation>): Promise<TicketLink> {
  // Chains of parents are longer than two rows: one at a time changes them, or two that cross would close a ring.
  await ctx.db.query("SELECT pg_advisory_xact_lock(hashtextextended('ticket-links', 0))");
  const { from, into } = await lockPair(ctx, ticketId, otherId);
  const [parentId, childId] = as === 'parent' ? [otherId, ticketId] : [ticketId, otherId];
  if (as !== 'related') await refuseRing(ctx, parentId, childId);
  const [fromId = '', toId = ''] = as === 'related' ? [ticketId, otherId].sort() : [parentId, childId];
  const kind = as === 'related' ? 'related' : 'child';
  const between = await ctx.db.find(TicketLinkRow, {
    where: [
      { fromId: ticketId, toId: otherId },
      { fromId: otherId, toId: ticketId },
    ],
  });
  const same = between.find((row) => row.kind === kind && row.fromId === fromId);
  if (same) return presentLink(same);
  for (const row of between) await takeAway(ctx, row);
  const row: TicketLinkRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now },
    ...{ kind, fromId, toId, byId: ctx.actor.id },
  };
  await ctx.db.insert(TicketLinkRow, row);
  const style = await numberStyle(ctx);
  await note(ctx, ticketId, [null, presentNumber(into.number, style).numberText], `linked-${as}`);
  await note(ctx, otherId, [null, presentNumber(from.number, style).numberText], `linked-${MIRRORED[as]}`);
  const link = presentLink(row);
  await ctx.publish('ticket-link.changed', link);
  return link;
}

const MIRRORED: Record<As, As> = { related: 'related', child: 'parent', parent: 'child' };

async function refuseRing(ctx: Ctx, parentId: string, childId: string): Promise<void> {
  if (await isAbove(ctx, parentId, childId)) throw new AppError('LINK_CYCLE', 'The parent would hang below its own child.');
  const { parent } = await ticketLinks(ctx, { ticketId: childId });
  if (parent && parent.ticket.id !== parentId)
    throw new AppError('LINK_TAKEN', 'This ticket has another parent.', { ticketId: parent.ticket.id });
}

function note(ctx: Ctx, ticketId: string, ticket: [unknown, unknown], action: string): Promise<void> {
  return ctx.audit({ entity: 'tickets', entityId: ticketId, action, changes: { ticket } });
}

async function takeAway(ctx: Ctx, row: TicketLinkRow): Promise<TicketLink> {
  await ctx.db.delete(TicketLinkRow, { id: row.id });
  const removed = presentLink({ ...row, version: row.version + 1 });
  await ctx.publish('ticket-link.removed', removed);
  return removed;
}

/** Takes a link away; both tickets remember it. Throws NOT_FOUND. */
export async function removeTicketLink(ctx: Ctx, { linkId }: InputOf<typeof removeOperation>): Promise<TicketLink> {
  const row = found(await ctx.db.findOneBy(TicketLinkRow, { id: linkId }), 'link');
  const numbers: { id: string; number: string }[] = await ctx.db.query('SELECT id, number FROM tickets WHERE id = ANY($1::uuid[])', [
    [row.fromId, row.toId],
  ]);
  const style = await numberStyle(ctx);
  for (const { id } of numbers) {
    const other = numbers.find((one) => one.id !== id);
    if (other) await note(ctx, id, [presentNumber(other.number, style).numberText, null], 'unlinked');
  }
  return takeAway(ctx, row);
}
