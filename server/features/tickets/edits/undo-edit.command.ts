import { isDeepStrictEqual } from 'node:util';
import { In } from 'typeorm';
import type { undoTicketEdit as operation } from '../../../../shared/contract/ticket-edits.js';
import { isTicketEnded, type TicketState } from '../../../../shared/domain/ticket-status.js';
import { MOST_AT_ONCE, type TicketRefusal } from '../../../../shared/models/ticket-edits.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { bind } from '../../../core/db/condition.js';
import { changeTicket } from '../change-ticket.js';
import { setPlanned } from '../planned-ticket.deadline.js';
import { TicketRow } from '../ticket.entity.js';
import { visibleTo } from '../tickets.policy.js';
import { changed } from './bulk-patch.js';
import { asText, refusal } from './edit-tickets.command.js';
import { type ChangedTicket, TicketEditRow } from './ticket-edit.entity.js';
import { lockEdit, presentEdit } from './ticket-edits.query.js';

/** Lists of which each entry is taken back for itself. */
const LISTS = new Set(['tags', 'followerIds']);
const INSTANTS = new Set(['plannedFor', 'endedAt', 'activeAt']);
/** They go back with the state, and only with it. */
const OF_STATUS = new Set(['plannedFor', 'endedAt', 'quietReplies']);

/**
 * Takes a change of several tickets back, by whoever made it, for a day. Each field goes back where it is still as the change left it; the others are
 * reported and stay. A ticket the change itself put out of the actor's sight comes back too, while nobody worked on it. Of a large
 * change the last tickets that are left. Repeated: nothing happens. Throws NOT_FOUND.
 */
export async function undoTicketEdit(ctx: Ctx, { editId }: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const edit = await lockEdit(ctx, editId);
  if (edit.undoneAt) return { edit: presentEdit(edit), done: 0, kept: [], isMore: false };
  const left = edit.changed.filter(({ isBack }) => !isBack);
  const portion = left.slice(-MOST_AT_ONCE);
  const rows = await lock(ctx, portion);
  const kept: TicketRefusal[] = [];
  let done = 0;
  for (const one of portion) {
    const row = rows.get(one.ticketId);
    const { patch, isWhole } = row && !row.mergedIntoId ? wayBack(row, one.fields) : { patch: {}, isWhole: false };
    if (row && Object.keys(patch).length > 0) {
      const ticket = await changeTicket(ctx, { id: row.id, expected: null }, patch);
      if (patch.status !== undefined || patch.plannedFor !== undefined) await setPlanned(ctx, ticket);
      done++;
    }
    if (!isWhole) kept.push(await refusal(ctx, one.ticketId, { row: row ?? null, code: row?.mergedIntoId ? 'TICKET_MERGED' : 'STALE' }));
  }
  const isMore = portion.length < left.length;
  return { edit: presentEdit(await noteBack(ctx, edit, isMore ? portion : null)), done, kept, isMore };
}

/** Writes down which are taken back; null: all. */
async function noteBack(ctx: Ctx, edit: TicketEditRow, portion: readonly ChangedTicket[] | null): Promise<TicketEditRow> {
  const patch = portion
    ? { changed: edit.changed.map((one) => (portion.includes(one) ? { ...one, isBack: true as const } : one)) }
    : { undoneAt: ctx.now };
  return (await change(ctx, TicketEditRow, { id: edit.id, expected: null, secret: ['changed'] }, patch)).row;
}

/** Locks the tickets the actor may still see, and those that are out of sight only because of this very change and were not touched since. */
async function lock(ctx: Ctx, tickets: readonly ChangedTicket[]): Promise<Map<string, TicketRow>> {
  const changes = new Map(tickets.map((one) => [one.ticketId, one]));
  const visible = visibleTo(ctx.actor, 't');
  const locked: { id: string; isVisible: boolean }[] = await ctx.db.query(
    `SELECT t.id, (${bind(visible, 1)}) IS TRUE AS "isVisible" FROM tickets t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id FOR UPDATE`,
    [[...changes.keys()], ...visible.params],
  );
  const rows = await ctx.db.findBy(TicketRow, { id: In(locked.map(({ id }) => id)) });
  const seen = new Set(locked.flatMap(({ id, isVisible }) => (isVisible ? [id] : [])));
  return new Map(rows.filter((row) => seen.has(row.id) || isAsLeft(row, changes.get(row.id))).map((row) => [row.id, row]));
}

/** What a team wrote on a ticket since it was given to them is theirs: whoever gave it away does not fetch it back to read that. */
function isAsLeft(row: TicketRow, change: ChangedTicket | undefined): boolean {
  return change !== undefined && row.version === change.version && ('teamId' in change.fields || 'ownerId' in change.fields);
}

function wayBack(row: TicketRow, fields: ChangedTicket['fields']): { patch: Partial<TicketRow>; isWhole: boolean } {
  const patch: Record<string, unknown> = {};
  let isWhole = true;
  const withStatus = fields['status'];
  for (const [field, [old, left]] of Object.entries(fields)) {
    // Where something happened last is no field anybody set.
    if (field === 'activeAt') continue;
    const current = row[field as keyof TicketRow];
    if (LISTS.has(field)) patch[field] = changed(current as string[], entriesBack(old as string[], left as string[]));
    else if (withStatus && OF_STATUS.has(field) ? row.status === withStatus[1] : isDeepStrictEqual(asText(current), left))
      patch[field] = INSTANTS.has(field) && old !== null ? new Date(String(old)) : old;
    else isWhole = false;
  }
  // Thanks that came in quietly since have no place on a ticket that is open again.
  if (typeof patch['status'] === 'string' && !isTicketEnded(patch['status'] as TicketState)) patch['quietReplies'] = 0;
  return { patch: patch as Partial<TicketRow>, isWhole };
}

function entriesBack(old: readonly string[], left: readonly string[]): { add: string[]; remove: string[] } {
  return { add: old.filter((one) => !left.includes(one)), remove: left.filter((one) => !old.includes(one)) };
}
