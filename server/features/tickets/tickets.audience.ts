import type { ticketEvents } from '../../../shared/events/tickets.js';
import type { TicketLink } from '../../../shared/models/ticket-links.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';
import { ticketWhereabouts } from './ticket-by-id.query.js';
import { viewRooms } from './views/view-rooms.js';

/** Every signed-in account sits in this room, whatever its roles. */
const everybody: readonly Room[] = [room.role('agent')];

/**
 * The rooms that may see a ticket: exactly those `visibleTo` lets through. `ticket:ID` is not among them: whoever watches a ticket sits in one of
 * these too, and a watcher who loses sight of it must not go on hearing.
 */
export function ticketRooms(ticket: Pick<Ticket, 'teamId' | 'ownerId' | 'followerIds'>): Room[] {
  const people = [ticket.ownerId, ...ticket.followerIds].filter((id) => id !== null).map(room.agent);
  const team = ticket.teamId === null ? everybody : [room.team(ticket.teamId), room.role('admin')];
  return [...team, ...people];
}

/** Whoever may see one of two tickets: what joins them says of the other no more than its id. */
async function roomsOfBoth(ctx: Ctx, one: string, other: string): Promise<Room[]> {
  return [...new Set([...ticketRooms(await ticketWhereabouts(ctx, one)), ...ticketRooms(await ticketWhereabouts(ctx, other))])];
}
const bothEnds = (ctx: Ctx, { fromId, toId }: TicketLink) => roomsOfBoth(ctx, fromId, toId);

const onTicket = async (ctx: Ctx, { ticketId }: { ticketId: string }) => ticketRooms(await ticketWhereabouts(ctx, ticketId));

/** Who hears what of tickets. */
export const ticketsAudience: Audiences<keyof typeof ticketEvents> = {
  'ticket.created': (_ctx, ticket) => ticketRooms(ticket),
  'ticket.changed': (_ctx, ticket) => ticketRooms(ticket),
  'ticket.message-added': async (ctx, message) => ticketRooms(await ticketWhereabouts(ctx, message.ticketId)),
  'ticket.message-changed': async (ctx, message) => ticketRooms(await ticketWhereabouts(ctx, message.ticketId)),
  'ticket.message-removed': async (ctx, message) => ticketRooms(await ticketWhereabouts(ctx, message.ticketId)),
  'ticket-move.changed': (ctx, { fromId, intoId }) => roomsOfBoth(ctx, fromId, intoId),
  'ticket-link.changed': bothEnds,
  'ticket-link.removed': bothEnds,
  'ticket-check.changed': onTicket,
  'ticket-check.removed': onTicket,
  'ticket-time.changed': onTicket,
  'ticket-time.removed': onTicket,
  'ticket-reason.changed': () => everybody,
  'ticket-reason.removed': () => everybody,
  'ticket-view.changed': (_ctx, view) => viewRooms(view),
  'ticket-view.removed': (_ctx, view) => viewRooms(view),
  'snippet.changed': (_ctx, snippet) => viewRooms(snippet),
  'snippet.removed': (_ctx, snippet) => viewRooms(snippet),
  'macro.changed': (_ctx, macro) => viewRooms(macro),
  'macro.removed': (_ctx, macro) => viewRooms(macro),
  'draft.saved': (ctx) => (ctx.actor.kind === 'agent' ? [room.agent(ctx.actor.id)] : []),
};
