import { MoreThan } from 'typeorm';
import type { TicketEdit } from '../../../../shared/models/ticket-edits.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { TicketEditRow } from './ticket-edit.entity.js';

/** How long a change of several tickets can be taken back. */
export const EDITS_KEPT_HOURS = 24;
const LISTED = 20;

/** The instant before which nothing is taken back any more. */
export function editsKeptSince(now: Date): Date {
  return new Date(now.getTime() - EDITS_KEPT_HOURS * 3_600_000);
}

/** A change of several tickets as it travels. */
export function presentEdit(row: TicketEditRow): TicketEdit {
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    change: row.change,
    count: row.changed.length,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

/** What the actor changed on several tickets within the last day, latest first. Index ticket_edits_by. */
export async function listTicketEdits(ctx: Ctx): Promise<{ items: TicketEdit[] }> {
  const rows = await ctx.db.find(TicketEditRow, {
    where: { byId: ctx.actor.id ?? '', createdAt: MoreThan(editsKeptSince(ctx.now)) },
    order: { createdAt: 'DESC', id: 'DESC' },
    take: LISTED,
  });
  return { items: rows.map(presentEdit) };
}

/** The actor's own change of several tickets of the last day, locked. Throws NOT_FOUND. */
export async function lockEdit(ctx: Ctx, editId: string): Promise<TicketEditRow> {
  const edit = await ctx.db
    .createQueryBuilder(TicketEditRow, 'e')
    .setLock('pessimistic_write')
    .where('e.id = :editId', { editId })
    .getOne();
  return found(edit && edit.byId === ctx.actor.id && edit.createdAt > editsKeptSince(ctx.now) ? edit : null, 'change');
}

/** Forgets what can no longer be taken back; once an hour. */
export async function forgetEdits(ctx: Ctx): Promise<void> {
  await ctx.db.query('DELETE FROM ticket_edits WHERE created_at <= $1', [editsKeptSince(ctx.now)]);
}
