import { isDeepStrictEqual } from 'node:util';
import { In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { editTickets as operation } from '../../../../shared/contract/ticket-edits.js';
import type { TicketBulkChange, TicketRefusal } from '../../../../shared/models/ticket-edits.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { bind } from '../../../core/db/condition.js';
import { AppError } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { changeTicket } from '../change-ticket.js';
import { numberStyle } from '../numbers/number-style.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import { TicketRow } from '../ticket.entity.js';
import { presentNumber } from '../ticket.presenter.js';
import { visibleTo } from '../tickets.policy.js';
import { bulkPatch } from './bulk-patch.js';
import { type ChangedTicket, TicketEditRow } from './ticket-edit.entity.js';
import { lockEdit, presentEdit } from './ticket-edits.query.js';

type Input = InputOf<typeof operation>;
type Target = Input['tickets'][number];

/** A value of a ticket as it is kept: instants as ISO text. */
export const asText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/**
 * Changes several tickets in one transaction; each that cannot be changed is reported and left as it is. What was changed is kept for a day to be taken
 * back. Throws INVALID_INPUT, INVALID_REFERENCE (nothing is changed then), and NOT_FOUND of a change it is to be a portion of.
 */
export async function editTickets(ctx: Ctx, input: Input): Promise<OutputOf<typeof operation>> {
  refuseNonsense(input);
  const targets = [...new Map(input.tickets.map((one) => [one.ticketId, one])).values()];
  const onto = input.onto === undefined ? null : await lockOnto(ctx, input.onto, input);
  const rows = await lockVisible(
    ctx,
    targets.map(({ ticketId }) => ticketId),
  );
  const refused: TicketRefusal[] = [];
  const done: ChangedTicket[] = [];
  for (const target of targets) {
    const row = rows.get(target.ticketId);
    try {
      const changed = await changeOne(ctx, { row, target }, input.change);
      if (changed) done.push(changed);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'INVALID_REFERENCE') throw error;
      refused.push(await refusal(ctx, target.ticketId, { row: row ?? null, code: error.code }));
    }
  }
  return {
    edit: done.length === 0 ? null : presentEdit(await (onto ? keepOnto(ctx, onto, done) : keep(ctx, input.change, done))),
    same: targets.length - done.length - refused.length,
    refused,
  };
}

function refuseNonsense({ change }: Input): void {
  if (Object.values(change).every((value) => value === undefined))
    throw new AppError('INVALID_INPUT', 'Nothing is to be changed.', { field: 'change' });
  if ((change.status === 'planned') !== (change.plannedFor !== undefined))
    throw new AppError('INVALID_INPUT', 'Planned tickets, and only they, need the hour they come back.', { field: 'plannedFor' });
}

/** The change this one is a portion of, locked before its tickets as whoever takes it back does. */
async function lockOnto(ctx: Ctx, editId: string, { tickets, change }: Input): Promise<TicketEditRow> {
  const edit = await lockEdit(ctx, editId);
  const named = new Set(tickets.map(({ ticketId }) => ticketId));
  if (edit.undoneAt || edit.changed.some(({ isBack }) => isBack))
    throw new AppError('INVALID_INPUT', 'That change is taken back already.', { field: 'onto' });
  if (!isDeepStrictEqual(edit.change, change) || edit.changed.some(({ ticketId }) => named.has(ticketId)))
    throw new AppError('INVALID_INPUT', 'Portions of one change change other tickets in the same way.', { field: 'onto' });
  return edit;
}

/** Locks those the actor may see, in the order of their ids: two that change many at once wait for each other instead of locking each other out. */
async function lockVisible(ctx: Ctx, ids: readonly string[]): Promise<Map<string, TicketRow>> {
  const visible = visibleTo(ctx.actor, 't');
  const locked: { id: string }[] = await ctx.db.query(
    `SELECT t.id FROM tickets t WHERE t.id = ANY($1::uuid[]) AND (${bind(visible, 1)}) ORDER BY t.id FOR UPDATE`,
    [ids, ...visible.params],
  );
  const rows = await ctx.db.findBy(TicketRow, { id: In(locked.map(({ id }) => id)) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Changes one ticket; null when it is as wanted already. Throws why it cannot be changed. */
async function changeOne(
  ctx: Ctx,
  { row, target }: { row: TicketRow | undefined; target: Target },
  change: TicketBulkChange,
): Promise<ChangedTicket | null> {
  if (!row) throw new AppError('NOT_FOUND', 'There is no such ticket.');
  if (row.mergedIntoId) throw new AppError('TICKET_MERGED', 'This ticket was merged; it goes on in another one.');
  const patch = bulkPatch(ctx, row, change);
  const differing = Object.entries(patch).filter(([field, value]) => !isDeepStrictEqual(row[field as keyof TicketRow], value));
  if (differing.length === 0) return null;
  if (target.version !== row.version)
    throw new AppError('STALE', 'The ticket was changed meanwhile.', { id: row.id, version: row.version });
  const before = { ...row };
  const ticket = await changeTicket(ctx, { id: row.id, expected: null }, patch);
  if (change.status !== undefined) await setPlanned(ctx, ticket);
  const fields = differing.map(([field, value]) => [field, [asText(before[field as keyof TicketRow]), asText(value)]]);
  return { ticketId: row.id, version: ticket.version, fields: Object.fromEntries(fields) as ChangedTicket['fields'] };
}

/** Why a ticket was left as it is; its number only for eyes that may see it. */
export async function refusal(
  ctx: Ctx,
  ticketId: string,
  why: { row: Pick<TicketRow, 'number'> | null; code: string },
): Promise<TicketRefusal> {
  const numberText = why.row ? presentNumber(why.row.number, await numberStyle(ctx)).numberText : null;
  return { ticketId, numberText, code: why.code };
}

async function keep(ctx: Ctx, change: TicketBulkChange, changed: ChangedTicket[]): Promise<TicketEditRow> {
  if (ctx.actor.id === null) throw new AppError('FORBIDDEN', 'Several tickets at once are changed by people.');
  const row: TicketEditRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now },
    ...{ byId: ctx.actor.id, change, changed, undoneAt: null },
  };
  await ctx.db.insert(TicketEditRow, row as QueryDeepPartialEntity<TicketEditRow>);
  return row;
}

async function keepOnto(ctx: Ctx, edit: TicketEditRow, changed: ChangedTicket[]): Promise<TicketEditRow> {
  const target = { id: edit.id, expected: null, secret: ['changed'] };
  return (await change(ctx, TicketEditRow, target, { changed: [...edit.changed, ...changed] })).row;
}
