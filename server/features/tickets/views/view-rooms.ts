import { type Room, room } from '../../../../shared/rooms.js';

/** The rooms of those who may use a view. */
export function viewRooms({ ownerId, teamId }: { ownerId: string | null; teamId: string | null }): Room[] {
  if (ownerId !== null) return [room.agent(ownerId)];
  return teamId === null ? [room.role('agent')] : [room.team(teamId), room.role('admin')];
}
