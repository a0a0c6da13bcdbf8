import { AgentTabEntity } from './agent-tab.entity.js';
import { PresenceEntity } from './presence.entity.js';
import { PresenceLogEntity } from './presence-log.entity.js';

/** Entities of the agents feature, for the data source and the drift test. */
export const agentsEntities = [PresenceEntity, PresenceLogEntity, AgentTabEntity] as const;
