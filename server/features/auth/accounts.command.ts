import type { createAccount, createTeam, editAccount, editTeam } from '../../../shared/contract/auth.js';
import type { Account as AccountModel, Team as TeamModel } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, isUniqueViolation } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { Account } from './account.entity.js';
import { loadAccount, presentTeam } from './account.presenter.js';
import type { Hashed } from './passwords.js';
import { revokeSessions, revokeTokens } from './sessions.js';
import { Team } from './team.entity.js';

async function uniquely<T>(run: () => Promise<T>, code: 'EMAIL_TAKEN' | 'CONFLICT', message: string): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError(code, message);
    throw error;
  }
}
const EMAIL_TAKEN = 'Another account already uses this e-mail address.';
const NAME_TAKEN = 'Another team already has this name.';

async function setTeams(ctx: Ctx, accountId: string, teams: { members: readonly string[]; leads: readonly string[] }): Promise<void> {
  await ctx.db.query('DELETE FROM team_members WHERE account_id = $1', [accountId]);
  const all = [...new Set([...teams.members, ...teams.leads])];
  await ctx.db.query(
    `INSERT INTO team_members (team_id, account_id, is_member, is_supervisor)
     SELECT t.id, $1, t.id = ANY($3::uuid[]), t.id = ANY($4::uuid[]) FROM teams t WHERE t.id = ANY($2::uuid[])`,
    [accountId, all, [...teams.members], [...teams.leads]],
  );
}

/** Makes an account with a first password. Throws EMAIL_TAKEN. */
export async function createAccountCommand(ctx: Ctx, input: InputOf<typeof createAccount> & Hashed): Promise<AccountModel> {
  const id = newId();
  const email = input.email.toLowerCase();
  const row = {
    id,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    name: input.name,
    email,
    passwordHash: input.passwordHash,
    roles: input.roles,
    language: input.language,
    timeZone: null,
    isActive: true,
    isDemo: false,
    preferences: {},
  };
  await uniquely(() => ctx.db.insert(Account, row), 'EMAIL_TAKEN', EMAIL_TAKEN);
  await setTeams(ctx, id, { members: input.teamIds, leads: input.supervisedTeamIds ?? [] });
  await ctx.audit({
    entity: 'accounts',
    entityId: id,
    action: 'created',
    changes: { name: [null, input.name], email: [null, email], roles: [null, input.roles], teamIds: [null, input.teamIds] },
  });
  const account = await loadAccount(ctx, id);
  await ctx.publish('account.changed', account);
  return account;
}

/** Edits an account. What it may see changes at once: its sockets get new rooms; fewer rights or a new password end its sessions. */
export async function editAccountCommand(ctx: Ctx, input: InputOf<typeof editAccount> & Partial<Hashed>): Promise<AccountModel> {
  const { accountId, version, password, passwordHash, teamIds, supervisedTeamIds, email, ...rest } = input;
  const before = await loadAccount(ctx, accountId);
  const isDemoted = before.roles.some((role) => input.roles && !input.roles.includes(role)) || input.isActive === false;
  const patch = {
    ...rest,
    ...(email ? { email: email.toLowerCase() } : {}),
    ...(passwordHash ? { passwordHash } : {}),
  };
  await uniquely(
    () => change(ctx, Account, { id: accountId, expected: version, secret: ['passwordHash'] }, patch),
    'EMAIL_TAKEN',
    EMAIL_TAKEN,
  );
  if (teamIds || supervisedTeamIds) {
    await setTeams(ctx, accountId, { members: teamIds ?? before.teamIds, leads: supervisedTeamIds ?? before.supervisedTeamIds });
    await ctx.audit({
      entity: 'accounts',
      entityId: accountId,
      action: 'changed',
      changes: { teamIds: [before.teamIds, teamIds], supervisedTeamIds: [before.supervisedTeamIds, supervisedTeamIds] },
    });
    await ctx.db.query('UPDATE accounts SET version = version + 1, updated_at = $2 WHERE id = $1', [accountId, ctx.now]);
  }
  if (isDemoted) await keepAnAdmin(ctx);
  if (isDemoted || password) await revokeSessions(ctx, accountId);
  if (password) await revokeTokens(ctx, accountId);
  const account = await loadAccount(ctx, accountId);
  await ctx.publish('account.changed', account);
  return account;
}

/** The installation must stay governable. Locks all administrators, so that two of them cannot demote each other at once. */
async function keepAnAdmin(ctx: Ctx): Promise<void> {
  const admins: { is_active: boolean }[] = await ctx.db.query(
    `SELECT is_active FROM accounts WHERE 'admin' = ANY(roles) AND NOT is_demo ORDER BY id FOR UPDATE`,
  );
  if (!admins.some((row) => row.is_active))
    throw new AppError('LAST_ADMIN', 'This is the last administrator. Give somebody else that role first.');
}

/** Makes a team. Throws CONFLICT when the name is taken. */
export async function createTeamCommand(ctx: Ctx, input: InputOf<typeof createTeam>): Promise<TeamModel> {
  const row = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now, isDemo: false, ...input };
  await uniquely(() => ctx.db.insert(Team, row), 'CONFLICT', NAME_TAKEN);
  await ctx.audit({ entity: 'teams', entityId: row.id, action: 'created', changes: { name: [null, input.name] } });
  const team = presentTeam(row);
  await ctx.publish('team.changed', team);
  return team;
}

/** Edits a team. Throws STALE, NOT_FOUND, CONFLICT. */
export async function editTeamCommand(ctx: Ctx, input: InputOf<typeof editTeam>): Promise<TeamModel> {
  const { teamId, version, ...patch } = input;
  const { row } = await uniquely(() => change(ctx, Team, { id: teamId, expected: version }, patch), 'CONFLICT', NAME_TAKEN);
  const team = presentTeam(row);
  await ctx.publish('team.changed', team);
  return team;
}
