import { Presence } from '../models/agents.js';

/** Durable events of the agents feature: type → payload schema. */
export const agentEvents = {
  'presence.changed': Presence,
} as const;
