import type { agentEvents } from '../../../shared/events/agents.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import type { Audiences } from '../../core/feature.js';

interface Around {
  teams: string[];
  queues: string[];
}

/** The rooms of those who may see an agent's presence: the agent, its teams, the teams and boards of its queues, administrators. */
export async function presenceRooms(ctx: Ctx, accountId: string): Promise<Room[]> {
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
