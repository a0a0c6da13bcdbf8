/** The audiences of events. There is no "everyone" room; who may be in a room is checked when it is joined. */
export type Room =
  | `agent:${string}`
  | `session:${string}`
  | `team:${string}`
  | `queue:${string}`
  | `ticket:${string}`
  | `live:${string}`
  | `person:${string}`
  | `company:${string}`
  | `role:${'agent' | 'supervisor' | 'admin'}`;

/** Room names, spelled in one place. `role:agent` holds every signed-in agent: for facts all agents may read (settings, people). */
export const room = {
  agent: (id: string): Room => `agent:${id}`,
  session: (id: string): Room => `session:${id}`,
  team: (id: string): Room => `team:${id}`,
  queue: (id: string): Room => `queue:${id}`,
  ticket: (id: string): Room => `ticket:${id}`,
  person: (id: string): Room => `person:${id}`,
  company: (id: string): Room => `company:${id}`,
  live: (queueId: string): Room => `live:${queueId}`,
  role: (role: 'agent' | 'supervisor' | 'admin'): Room => `role:${role}`,
};
