import { isTicketEnded, type TicketState } from '../../../../shared/domain/ticket-status.js';
import type { TicketBulkChange } from '../../../../shared/models/ticket-edits.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import type { TicketRow } from '../ticket.entity.js';
import { stateAfter } from '../ticket-state.js';

const MOST_TAGS = 20;

/** What a change of several tickets means for this one. Throws TICKET_ENDED, or INVALID_INPUT for more tags than a ticket holds. */
export function bulkPatch(ctx: Ctx, row: TicketRow, change: TicketBulkChange): Partial<TicketRow> {
  const { ownerId, teamId, priority, kind, reasonId } = change;
  const patch: Partial<TicketRow> = {};
  for (const [field, value] of Object.entries({ ownerId, teamId, priority, kind, reasonId }))
    if (value !== undefined) Object.assign(patch, { [field]: value });
  if (change.addTags || change.removeTags) patch.tags = tagsAfter(row.tags, change);
  if (change.follow !== undefined && ctx.actor.id !== null)
    patch.followerIds = changed(row.followerIds, { [change.follow ? 'add' : 'remove']: [ctx.actor.id] });
  if (change.status !== undefined) Object.assign(patch, statusPatch(ctx, row, { ...change, status: change.status }));
  else if (ownerId) patch.status = stateAfter(row.status, { kind: 'taken-up' });
  return patch;
}

/** A list without some of its entries and with others, in its order; the same list when nothing differs. */
export function changed(
  list: readonly string[],
  by: { add?: readonly string[] | undefined; remove?: readonly string[] | undefined },
): string[] {
  const { add = [], remove = [] } = by;
  return [...new Set([...list.filter((one) => !remove.includes(one)), ...add])];
}

function tagsAfter(tags: readonly string[], { addTags, removeTags }: TicketBulkChange): string[] {
  const after = changed(tags, { add: addTags, remove: removeTags?.filter((tag) => !addTags?.includes(tag)) });
  if (after.length > MOST_TAGS) throw new AppError('INVALID_INPUT', `A ticket holds ${MOST_TAGS} tags.`, { field: 'tags' });
  return after;
}

function statusPatch(ctx: Ctx, row: TicketRow, change: TicketBulkChange & { status: TicketState }): Partial<TicketRow> {
  const { status } = change;
  if (status === 'solved' || status === 'closed') {
    return {
      status: stateAfter(row.status, { kind: 'end', to: status }),
      endedAt: row.endedAt ?? ctx.now,
      plannedFor: null,
      quietReplies: 0,
    };
  }
  const isEnded = isTicketEnded(row.status as TicketState);
  const open = isEnded ? stateAfter(row.status, { kind: 'reopen' }) : row.status;
  return {
    status: stateAfter(open, { kind: 'set', to: status }),
    plannedFor: status === 'planned' && change.plannedFor ? new Date(change.plannedFor) : null,
    ...(isEnded ? { endedAt: null, quietReplies: 0, activeAt: ctx.now } : {}),
  };
}
