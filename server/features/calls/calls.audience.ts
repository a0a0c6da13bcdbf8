import type { callEvents } from '../../../shared/events/calls.js';
import type { Call, LostCall } from '../../../shared/models/calls.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** Rooms that may see a call: its queue's, the live boards of its queue, and its agent's. */
export function roomsOfCall(call: Pick<Call, 'queueId' | 'agentId'>): Room[] {
  const rooms: Room[] = [];
  if (call.queueId !== null) rooms.push(room.queue(call.queueId), room.live(call.queueId));
  if (call.agentId !== null) rooms.push(room.agent(call.agentId));
  return rooms;
}

/** Roles that see a debt of a caller who reached no queue. */
export const LOST_WITHOUT_QUEUE = ['supervisor', 'admin'] as const;

/** Rooms that may see a debt: exactly those `lostCallVisibleTo` lets through. */
export function roomsOfLostCall(lost: Pick<LostCall, 'queueId'>): Room[] {
  return lost.queueId === null ? LOST_WITHOUT_QUEUE.map(room.role) : [room.queue(lost.queueId), room.live(lost.queueId)];
}

/** Who hears what of calls. What an agent writes and who is offered what is the agent's own business. */
export const callsAudience: Audiences<keyof typeof callEvents> = {
  'call.queued': (_ctx, call) => roomsOfCall(call),
  'call.changed': (_ctx, call) => roomsOfCall(call),
  'offer.made': (_ctx, offer) => [room.agent(offer.agentId)],
  'offer.closed': (_ctx, offer) => [room.agent(offer.agentId)],
  'call.card-changed': (_ctx, card) => [room.agent(card.agentId)],
  'desk.changed': (_ctx, desk) => (desk.agentId === null ? [] : [room.agent(desk.agentId)]),
  'lost-call.changed': (_ctx, lost) => roomsOfLostCall(lost),
};
