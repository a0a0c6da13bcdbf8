import * as op from '../../../shared/contract/auth.js';
import type { Ctx } from '../../core/context.js';
import { adminOnly, anyAgent, anyone } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { getSettings } from '../settings/index.js';
import { loadMe } from './account.presenter.js';
import { createAccountCommand, createTeamCommand, editAccountCommand, editTeamCommand } from './accounts.command.js';
import { listAccountsQuery, listTeamsQuery, listTokensOfQuery, listTokensQuery } from './auth.query.js';
import {
  actingAgent,
  changePasswordCommand,
  checkOwnPassword,
  createTokenCommand,
  revokeTokenCommand,
  revokeTokenOfCommand,
  savePreferencesCommand,
  signOutCommand,
} from './own-account.command.js';
import { hashForAdmin } from './passwords.js';
import { hashFirst, needsSetup, setUpCommand } from './set-up.command.js';
import { checkPassword, signInCommand } from './sign-in.command.js';

export interface AuthHooks {
  /** Fills demo data at first run when wished. */
  demo?: (ctx: Ctx, accountId: string) => Promise<void>;
  isSimulated: () => boolean;
}

/** Operations on accounts, sessions, teams and tokens. */
export function authRoutes(hooks: AuthHooks): Route[] {
  return [
    route(op.setupState, {
      can: anyone,
      run: async (ctx) => {
        const { language } = await getSettings(ctx);
        return { needsSetup: await needsSetup(ctx), productName: 'Ringback', language, isSimulated: hooks.isSimulated() };
      },
    }),
    route(op.setUp, {
      can: anyone,
      before: hashFirst,
      run: (ctx, input, http) => setUpCommand(ctx, input, { http, ...hooks }),
      perMinute: 20,
    }),
    route(op.signIn, { can: anyone, before: checkPassword, run: signInCommand, perMinute: 60, countsFailuresOnly: true }),
    route(op.signOut, { can: anyAgent, run: (ctx, _input, http) => signOutCommand(ctx, http) }),
    route(op.me, { can: anyAgent, run: (ctx) => loadMe(ctx, actingAgent(ctx).id, actingAgent(ctx).sessionId) }),
    route(op.savePreferences, { can: anyAgent, run: savePreferencesCommand }),
    route(op.changePassword, { can: anyAgent, before: checkOwnPassword, run: changePasswordCommand, perMinute: 20 }),
    route(op.listAccounts, { can: anyAgent, run: listAccountsQuery }),
    route(op.createAccount, { can: adminOnly, before: hashForAdmin, run: createAccountCommand }),
    route(op.editAccount, { can: adminOnly, before: hashForAdmin, run: editAccountCommand }),
    route(op.listTeams, { can: anyAgent, run: listTeamsQuery }),
    route(op.createTeam, { can: adminOnly, run: createTeamCommand }),
    route(op.editTeam, { can: adminOnly, run: editTeamCommand }),
    route(op.listTokens, { can: anyAgent, run: listTokensQuery }),
    route(op.listTokensOf, { can: adminOnly, run: listTokensOfQuery }),
    route(op.revokeTokenOf, { can: adminOnly, run: revokeTokenOfCommand }),
    route(op.createToken, { can: anyAgent, run: createTokenCommand }),
    route(op.revokeToken, { can: anyAgent, run: revokeTokenCommand }),
  ];
}
