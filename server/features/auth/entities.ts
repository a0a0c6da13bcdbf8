import { Account } from './account.entity.js';
import { ApiToken, Session } from './session.entity.js';
import { Team, TeamMember } from './team.entity.js';

/** Entities of the auth feature, for the data source and the drift test. */
export const authEntities = [Account, Team, TeamMember, Session, ApiToken] as const;
