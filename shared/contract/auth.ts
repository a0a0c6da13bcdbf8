import * as z from 'zod/mini';
import { Account, ApiToken, Me, Preferences, Role, Team } from '../models/auth.js';
import { Done, Id, Language, line, Version } from '../models/base.js';
import { defineOperation } from '../operation.js';

const email = z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/));
const password = z.string().check(z.minLength(10), z.maxLength(200));

/** Tells an anonymous browser whether the installation still needs its first account. */
export const setupState = defineOperation({
  id: 'auth.setup-state',
  method: 'GET',
  path: '/setup',
  summary: 'Whether the first account is still to be made',
  access: 'public',
  output: z.object({ needsSetup: z.boolean(), productName: z.string(), language: Language, isSimulated: z.boolean() }),
});
/** Makes the first account (admin, supervisor and agent in one) and signs it in. Only while there is none. */
export const setUp = defineOperation({
  id: 'auth.set-up',
  method: 'POST',
  path: '/setup',
  summary: 'Make the first account and sign in',
  access: 'public',
  body: z.object({
    name: line(120),
    email: z.optional(email),
    password,
    language: Language,
    timeZone: line(64),
    withDemoData: z.boolean(),
  }),
  output: Me,
  errors: ['ALREADY_SET_UP', 'WEAK_PASSWORD'],
});
/** Opens a session: 12 h idle, 7 days at most. Throttled by address and account. */
export const signIn = defineOperation({
  id: 'auth.sign-in',
  method: 'POST',
  path: '/session',
  summary: 'Sign in',
  access: 'public',
  body: z.object({ email: z.string().check(z.maxLength(254)), password: z.string().check(z.maxLength(200)) }),
  output: Me,
  errors: ['WRONG_CREDENTIALS', 'TOO_MANY_REQUESTS'],
});
/** Ends the session of the caller. */
export const signOut = defineOperation({
  id: 'auth.sign-out',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out',
  output: Done,
  scope: 'none',
});
/** Who am I. */
export const me = defineOperation({ id: 'auth.me', method: 'GET', path: '/me', summary: 'The signed-in account', output: Me });
/** Keeps personal preferences; keys not given stay as they are. */
export const savePreferences = defineOperation({
  id: 'auth.save-preferences',
  method: 'PATCH',
  path: '/me/preferences',
  summary: 'Keep my preferences',
  body: Preferences,
  output: Me,
});
/** Changes my password; all my other sessions end. */
export const changePassword = defineOperation({
  id: 'auth.change-password',
  keepsAnswer: false,
  method: 'POST',
  path: '/me/password',
  summary: 'Change my password',
  scope: 'none',
  body: z.object({ current: z.string().check(z.maxLength(200)), next: password }),
  output: Done,
  errors: ['WRONG_CREDENTIALS', 'WEAK_PASSWORD'],
});
/** All accounts; colleagues are visible to everyone signed in. */
export const listAccounts = defineOperation({
  id: 'accounts.list',
  method: 'GET',
  path: '/accounts',
  summary: 'All accounts',
  output: z.object({ items: z.array(Account) }),
});
/** Makes an account with a first password. */
export const createAccount = defineOperation({
  id: 'accounts.create',
  keepsAnswer: false,
  method: 'POST',
  path: '/accounts',
  summary: 'Make an account',
  scope: 'admin',
  body: z.object({
    name: line(120),
    email,
    password,
    roles: z.array(Role),
    language: Language,
    teamIds: z.array(Id),
    supervisedTeamIds: z.optional(z.array(Id)),
  }),
  output: Account,
  errors: ['EMAIL_TAKEN', 'WEAK_PASSWORD'],
});
/** Edits an account; removing roles, deactivating or a new password ends its sessions. */
export const editAccount = defineOperation({
  id: 'accounts.edit',
  keepsAnswer: false,
  method: 'PATCH',
  path: '/accounts/:accountId',
  summary: 'Edit an account',
  params: z.object({ accountId: Id }),
  scope: 'admin',
  body: z.object({
    version: Version,
    name: z.optional(line(120)),
    email: z.optional(email),
    roles: z.optional(z.array(Role)),
    language: z.optional(Language),
    timeZone: z.optional(z.nullable(line(64))),
    teamIds: z.optional(z.array(Id)),
    supervisedTeamIds: z.optional(z.array(Id)),
    isActive: z.optional(z.boolean()),
    password: z.optional(password),
  }),
  output: Account,
  errors: ['STALE', 'EMAIL_TAKEN', 'LAST_ADMIN', 'NOT_FOUND'],
});
/** All teams. */
export const listTeams = defineOperation({
  id: 'teams.list',
  method: 'GET',
  path: '/teams',
  summary: 'All teams',
  output: z.object({ items: z.array(Team) }),
});
/** Makes a team. */
export const createTeam = defineOperation({
  id: 'teams.create',
  method: 'POST',
  path: '/teams',
  summary: 'Make a team',
  scope: 'admin',
  body: z.object({ name: line(80), isConfidential: z.boolean() }),
  output: Team,
  errors: ['CONFLICT'],
});
/** Edits a team. */
export const editTeam = defineOperation({
  id: 'teams.edit',
  method: 'PATCH',
  path: '/teams/:teamId',
  summary: 'Edit a team',
  params: z.object({ teamId: Id }),
  scope: 'admin',
  body: z.object({ version: Version, name: z.optional(line(80)), isConfidential: z.optional(z.boolean()) }),
  output: Team,
  errors: ['STALE', 'NOT_FOUND', 'CONFLICT'],
});
/** My API tokens. */
export const listTokens = defineOperation({
  id: 'tokens.list',
  method: 'GET',
  path: '/me/tokens',
  summary: 'My API tokens',
  output: z.object({ items: z.array(ApiToken) }),
  scope: 'none',
});
/** Makes an API token; `secret` is shown this once. */
export const createToken = defineOperation({
  id: 'tokens.create',
  method: 'POST',
  path: '/me/tokens',
  summary: 'Make an API token',
  scope: 'none',
  keepsAnswer: false,
  body: z.object({ name: line(80), scopes: z.array(z.enum(['read', 'write', 'mail', 'admin'])) }),
  output: z.object({ token: ApiToken, secret: z.string() }),
});
/** Revokes an API token at once. */
export const revokeToken = defineOperation({
  id: 'tokens.revoke',
  method: 'DELETE',
  path: '/me/tokens/:tokenId',
  summary: 'Revoke an API token',
  params: z.object({ tokenId: Id }),
  output: Done,
  scope: 'none',
  errors: ['NOT_FOUND'],
});
/** Somebody's API tokens, the revoked ones too: for administrators. Their secrets are nowhere. */
export const listTokensOf = defineOperation({
  id: 'tokens.list-of',
  method: 'GET',
  path: '/accounts/:accountId/tokens',
  summary: 'API tokens of an account',
  scope: 'admin',
  params: z.object({ accountId: Id }),
  output: z.object({ items: z.array(ApiToken) }),
  errors: ['NOT_FOUND'],
});
/** Revokes somebody's API token at once; the audit says who did. */
export const revokeTokenOf = defineOperation({
  id: 'tokens.revoke-of',
  method: 'DELETE',
  path: '/accounts/:accountId/tokens/:tokenId',
  summary: 'Revoke an API token of an account',
  scope: 'admin',
  params: z.object({ accountId: Id, tokenId: Id }),
  output: Done,
  errors: ['NOT_FOUND'],
});
