import { randomBytes } from 'node:crypto';
import type { changePassword, createToken, revokeToken, revokeTokenOf, savePreferences } from '../../../shared/contract/auth.js';
import type { ApiToken as ApiTokenModel, Me } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import type { AgentActor, Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import type { Before } from '../../core/http/route.js';
import { newId } from '../../core/id.js';
import { Account } from './account.entity.js';
import { loadMe, presentToken } from './account.presenter.js';
import { type Hashed, hashPassword, passwordFits } from './passwords.js';
import { ApiToken } from './session.entity.js';
import { hashSecret, revokeSessions, revokeTokens, SESSION_COOKIE } from './sessions.js';
import type { CheckedPassword } from './sign-in.command.js';

/** The agent behind a context; operations with a policy always have one. Throws NOT_SIGNED_IN for the product itself. */
export function actingAgent(ctx: Ctx): AgentActor {
  if (ctx.actor.kind !== 'agent') throw new AppError('NOT_SIGNED_IN', 'Only a signed-in account can do this.');
  return ctx.actor;
}

/** Ends the caller's session and takes the cookie away. */
export async function signOutCommand(ctx: Ctx, http: HttpFacts): Promise<{ ok: true }> {
  const { sessionId, id } = actingAgent(ctx);
  await ctx.db.query('UPDATE sessions SET revoked_at = $2 WHERE id = $1', [sessionId, ctx.now]);
  if (sessionId) await ctx.publish('session.revoked', { id: sessionId, version: 1, accountId: id });
  http.setCookie(SESSION_COOKIE, '', 0);
  return { ok: true };
}

/** Merges preferences; keys not given stay. */
export async function savePreferencesCommand(ctx: Ctx, input: InputOf<typeof savePreferences>): Promise<Me> {
  const agent = actingAgent(ctx);
  const account = found(await ctx.db.findOneBy(Account, { id: agent.id }), 'account');
  await change(ctx, Account, { id: agent.id, expected: null }, { preferences: { ...account.preferences, ...input } });
  return loadMe(ctx, agent.id, agent.sessionId);
}

const wrongPassword = () => new AppError('WRONG_CREDENTIALS', 'The present password is wrong.');

/** Checks the old password and hashes the new one, before the transaction. Throws WRONG_CREDENTIALS, WEAK_PASSWORD. */
export async function checkOwnPassword(
  { actor, transaction }: Before,
  input: InputOf<typeof changePassword>,
): Promise<CheckedPassword & Hashed> {
  const account = await transaction(actor, (ctx) => ctx.db.findOneBy(Account, { id: actingAgent(ctx).id }), { readOnly: true });
  const { passwordHash: fittingHash } = found(account, 'account');
  if (!(await passwordFits(fittingHash, input.current))) throw wrongPassword();
  return { fittingHash, passwordHash: await hashPassword(input.next) };
}

/** Changes the own password after the old one was checked; every other session ends, and every API token. Throws WRONG_CREDENTIALS when it was changed in between. */
export async function changePasswordCommand(
  ctx: Ctx,
  input: InputOf<typeof changePassword> & CheckedPassword & Hashed,
): Promise<{ ok: true }> {
  const agent = actingAgent(ctx);
  const account = found(await ctx.db.findOneBy(Account, { id: agent.id }), 'account');
  if (account.passwordHash !== input.fittingHash) throw wrongPassword();
  const { passwordHash } = input;
  await change(ctx, Account, { id: agent.id, expected: account.version, secret: ['passwordHash'] }, { passwordHash });
  await revokeSessions(ctx, agent.id, agent.sessionId);
  await revokeTokens(ctx, agent.id);
  return { ok: true };
}

/** Makes a token. Its secret is in this answer only. Scope `admin` only for administrators. */
export async function createTokenCommand(ctx: Ctx, input: InputOf<typeof createToken>): Promise<{ token: ApiTokenModel; secret: string }> {
  const agent = actingAgent(ctx);
  if (input.scopes.includes('admin') && !agent.roles.includes('admin'))
    throw new AppError('FORBIDDEN', 'Only administrators may make tokens with the scope "admin".');
  const secret = `rbt_${randomBytes(30).toString('base64url')}`;
  const row = {
    id: newId(),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    accountId: agent.id,
    name: input.name,
    secretHash: hashSecret(secret),
    scopes: input.scopes,
    lastUsedAt: null,
    revokedAt: null,
  };
  await ctx.db.insert(ApiToken, row);
  await ctx.audit({
    entity: 'api_tokens',
    entityId: row.id,
    action: 'created',
    changes: { name: [null, input.name], scopes: [null, input.scopes] },
  });
  return { token: presentToken(row), secret };
}

/** Revokes one of the caller's tokens at once. */
export async function revokeTokenCommand(ctx: Ctx, input: InputOf<typeof revokeToken>): Promise<{ ok: true }> {
  return revokeTokenOfCommand(ctx, { accountId: actingAgent(ctx).id, tokenId: input.tokenId });
}

/** Revokes a token of any account at once: its sockets are cut too, and the audit says who did. Throws NOT_FOUND. */
export async function revokeTokenOfCommand(ctx: Ctx, input: InputOf<typeof revokeTokenOf>): Promise<{ ok: true }> {
  const { accountId, tokenId } = input;
  const token = found(await ctx.db.findOneBy(ApiToken, { id: tokenId, accountId }), 'API token');
  await change(ctx, ApiToken, { id: token.id, expected: null }, { revokedAt: token.revokedAt ?? ctx.now });
  await ctx.publish('session.revoked', { id: token.id, version: 1, accountId });
  return { ok: true };
}
