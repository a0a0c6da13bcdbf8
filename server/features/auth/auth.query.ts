import type { Account as AccountModel, ApiToken as ApiTokenModel, Team as TeamModel } from '../../../shared/models/auth.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { Account } from './account.entity.js';
import { presentAccount, presentTeam, presentToken } from './account.presenter.js';
import { actingAgent } from './own-account.command.js';
import { ApiToken } from './session.entity.js';
import { Team, TeamMember } from './team.entity.js';

/** All accounts, also inactive ones (their names stand in histories), by name. */
export async function listAccountsQuery(ctx: Ctx): Promise<{ items: AccountModel[] }> {
  const [accounts, members] = [await ctx.db.find(Account, { order: { name: 'ASC' } }), await ctx.db.find(TeamMember)];
  return { items: accounts.map((account) => presentAccount(account, members)) };
}
/** All teams by name. */
export async function listTeamsQuery(ctx: Ctx): Promise<{ items: TeamModel[] }> {
  return { items: (await ctx.db.find(Team, { order: { name: 'ASC' } })).map(presentTeam) };
}
/** The caller's API tokens, newest first. */
export function listTokensQuery(ctx: Ctx): Promise<{ items: ApiTokenModel[] }> {
  return tokensOf(ctx, actingAgent(ctx).id);
}

/** API tokens of any account, newest first. Throws NOT_FOUND. */
export async function listTokensOfQuery(ctx: Ctx, { accountId }: { accountId: string }): Promise<{ items: ApiTokenModel[] }> {
  found(await ctx.db.findOneBy(Account, { id: accountId }), 'account');
  return tokensOf(ctx, accountId);
}

async function tokensOf(ctx: Ctx, accountId: string): Promise<{ items: ApiTokenModel[] }> {
  const rows = await ctx.db.find(ApiToken, { where: { accountId }, order: { createdAt: 'DESC' } });
  return { items: rows.map(presentToken) };
}
