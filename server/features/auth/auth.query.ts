import type { Account as AccountModel, ApiToken as ApiTokenModel, Team as TeamModel } from '../../../shared/models/auth.js';
import type { Ctx } from '../../core/context.js';
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
export async function listTokensQuery(ctx: Ctx): Promise<{ items: ApiTokenModel[] }> {
  const rows = await ctx.db.find(ApiToken, { where: { accountId: actingAgent(ctx).id }, order: { createdAt: 'DESC' } });
  return { items: rows.map(presentToken) };
}
