import type { Account as AccountModel, ApiToken as ApiTokenModel, Me, Team as TeamModel } from '../../../shared/models/auth.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { Account } from './account.entity.js';
import type { ApiToken } from './session.entity.js';
import { type Team, TeamMember } from './team.entity.js';

/** An account with its teams, as colleagues see it. */
export function presentAccount(account: Account, members: readonly TeamMember[]): AccountModel {
  const { id, version, name, email, roles, language, timeZone, isActive, isDemo } = account;
  const own = members.filter((member) => member.accountId === id);
  return {
    id,
    version,
    name,
    email,
    roles,
    language,
    timeZone,
    isActive,
    isDemo,
    teamIds: own.filter((member) => member.isMember).map((member) => member.teamId),
    supervisedTeamIds: own.filter((member) => member.isSupervisor).map((member) => member.teamId),
  };
}
/** Loads and presents one account. Throws NOT_FOUND. */
export async function loadAccount(ctx: Ctx, id: string): Promise<AccountModel> {
  const account = found(await ctx.db.findOneBy(Account, { id }), 'account');
  return presentAccount(account, await ctx.db.findBy(TeamMember, { accountId: id }));
}
/** The signed-in account as its owner sees it. */
export async function loadMe(ctx: Ctx, accountId: string, sessionId: string | null): Promise<Me> {
  const row = found(await ctx.db.findOneBy(Account, { id: accountId }), 'account');
  return { account: presentAccount(row, await ctx.db.findBy(TeamMember, { accountId })), preferences: row.preferences, sessionId };
}
/** A team as everybody sees it. */
export function presentTeam({ id, version, name, isConfidential, isDemo }: Team): TeamModel {
  return { id, version, name, isConfidential, isDemo };
}
/** An API token without its secret. */
export function presentToken({ id, version, name, scopes, createdAt, lastUsedAt, revokedAt }: ApiToken): ApiTokenModel {
  return {
    id,
    version,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
