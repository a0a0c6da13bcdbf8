import type { Feature } from '../../core/feature.js';
import { type AuthHooks, authRoutes } from './auth.routes.js';

export { Account } from './account.entity.js';
export { actingAgent } from './own-account.command.js';
export { hashPassword } from './passwords.js';
export { agentById, makeAuthenticate } from './sessions.js';
export { lockSetup, makeFirstAccount, needsSetup } from './set-up.command.js';
export { Team, TeamMember } from './team.entity.js';

/** Accounts, sessions, teams, API tokens. */
export function authFeature(hooks: AuthHooks): Feature {
  return {
    name: 'auth',
    routes: authRoutes(hooks),
    movesRooms: { 'account.changed': 'one' },
    personalData: [
      {
        table: 'accounts',
        columns: ['name', 'email'],
        key: 'id',
        erasure: 'pseudonymise',
        kept: 'while employed; the name stays in histories until erased',
      },
      { table: 'team_members', columns: [], key: 'account_id', erasure: 'delete', kept: 'while employed' },
      { table: 'teams', columns: [], key: null, erasure: 'none', kept: 'until deleted' },
      { table: 'sessions', columns: ['ip', 'device'], key: 'account_id', erasure: 'delete', kept: '7 days after their end' },
      { table: 'api_tokens', columns: ['name'], key: 'account_id', erasure: 'delete', kept: 'until revoked' },
    ],
  };
}
