import type { agentEvents } from '../../../shared/events/agents.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';

interface Around {
  teams: string[];
  queues: string[];
}

/** What is being asked in a transaction already. */
const asked = new WeakMap<Ctx, Map<string, Promise<Room[]>>>();

/**
 * Asks for the rooms of an agent's presence together with the statement that goes out in the same moment: whoever locks a presence is about to change it
 * and to tell them.
 */
export function askRoomsAhead(ctx: Ctx, accountId: string): void {
  const rooms = readRooms(ctx, accountId);
  rooms.catch(() => undefined);
  asked.set(ctx, (asked.get(ctx) ?? new Map<string, Promise<Room[]>>()).set(accountId, rooms));
}

/** The rooms of those who may see an agent's presence: the agent, its teams, the teams and boards of its queues, administrators. */
export function presenceRooms(ctx: Ctx, accountId: string): Promise<Room[]> {
  return asked.get(ctx)?.get(accountId) ?? readRooms(ctx, accountId);
}

async function readRooms(ctx: Ctx, accountId: string): Promise<Room[]> {
  const rows: Around[] = await ctx.db.query(
    `SELECT ARRAY(SELECT team_id FROM team_members WHERE account_id = $1 UNION SELECT q.team_id FROM queue_members m JOIN queues q ON q.id = m.queue_id WHERE m.account_id = $1) AS teams,
       ARRAY(SELECT queue_id FROM queue_members WHERE account_id = $1) AS queues`,
    [accountId],
  );
  const { teams, queues } = rows[0] ?? { teams: [], queues: [] };
  return [room.agent(accountId), room.role('admin'), ...teams.map(room.team), ...queues.map(room.queue), ...queues.map(room.live)];
}

/** Who hears what of agents. */
export const agentsAudience: Audiences<keyof typeof agentEvents> = {
  'presence.changed': (ctx, presence) => presenceRooms(ctx, presence.id),
};
