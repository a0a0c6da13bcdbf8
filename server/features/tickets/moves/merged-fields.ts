import { isTicketEnded, type TicketState } from '../../../../shared/domain/ticket-status.js';
import type { TicketRow } from '../ticket.entity.js';

/** Tags a ticket may carry. */
const MOST_TAGS = 20;

/**
 * What a ticket becomes when another one is merged into it: what it has stays, what it lacks it takes over. The more urgent priority counts, and work that
 * waits on `from` waits on `into` too. `followers` are those of `from` who may see `into`.
 */
export function mergedFields(into: TicketRow, from: TicketRow, followers: readonly string[]): Partial<TicketRow> {
  const ownerId = into.ownerId ?? from.ownerId;
  const status = mergedStatus(into.status as TicketState, from.status as TicketState);
  return {
    teamId: into.teamId ?? from.teamId,
    ownerId,
    personId: into.personId ?? from.personId,
    companyId: into.companyId ?? (into.personId === null ? from.companyId : null),
    reasonId: into.reasonId ?? from.reasonId,
    priority: Math.min(into.priority, from.priority),
    tags: [...new Set([...into.tags, ...from.tags])].slice(0, MOST_TAGS),
    followerIds: [...new Set([...into.followerIds, ...followers])].filter((id) => id !== ownerId || into.followerIds.includes(id)),
    mentionedIds: [...new Set([...into.mentionedIds, ...from.mentionedIds])],
    status,
    endedAt: isTicketEnded(status) ? into.endedAt : null,
    plannedFor: status === 'planned' ? into.plannedFor : null,
    activeAt: new Date(Math.max(from.activeAt.getTime(), into.activeAt.getTime())),
    firstAnsweredAt: earlier(into.firstAnsweredAt, from.firstAnsweredAt),
    quietReplies: isTicketEnded(status) ? into.quietReplies + from.quietReplies : 0,
  };
}

/** An open question on either side keeps the whole open; nothing else moves it. */
function mergedStatus(into: TicketState, from: TicketState): TicketState {
  if (isTicketEnded(from)) return into;
  if (isTicketEnded(into)) return from === 'planned' ? 'open' : from;
  const wantsUs = from === 'new' || from === 'open';
  return wantsUs && into !== 'new' ? 'open' : into;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
