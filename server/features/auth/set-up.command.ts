import type { setUp } from '../../../shared/contract/auth.js';
import type { Me, Role } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import type { Before } from '../../core/http/route.js';
import { newId } from '../../core/id.js';
import { saveSettings } from '../settings/index.js';
import { Account } from './account.entity.js';
import { loadAccount, loadMe } from './account.presenter.js';
import { type Hashed, hashPassword } from './passwords.js';
import { openSession } from './sessions.js';

const SETUP_LOCK = 7_265_010;

/** True while nobody can sign in yet. */
export async function needsSetup(ctx: Ctx): Promise<boolean> {
  return !(await ctx.db.exists(Account, { where: { isDemo: false } }));
}

/** Waits for whoever is making the first account, and keeps others waiting until this transaction ends. */
export async function lockSetup(ctx: Ctx): Promise<void> {
  await ctx.db.query('SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK]);
}

/** Makes the first account under a lock: of two browsers that set up at once, one wins and the other is told. Throws ALREADY_SET_UP. */
export async function makeFirstAccount(
  ctx: Ctx,
  input: Hashed & { name: string; email: string; language: 'de' | 'en'; timeZone: string | null },
): Promise<string> {
  await lockSetup(ctx);
  if (!(await needsSetup(ctx))) throw new AppError('ALREADY_SET_UP', 'This installation already has its first account. Sign in with it.');
  const roles: Role[] = ['admin', 'supervisor', 'agent'];
  const id = newId();
  const { name, language, timeZone } = input;
  const email = input.email.toLowerCase();
  await ctx.db.insert(Account, {
    id,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    name,
    email,
    passwordHash: input.passwordHash,
    roles,
    language,
    timeZone,
    isActive: true,
    isDemo: false,
    preferences: {},
  });
  await ctx.audit({
    entity: 'accounts',
    entityId: id,
    action: 'created',
    changes: { name: [null, name], email: [null, email], roles: [null, roles] },
  });
  await ctx.publish('account.changed', await loadAccount(ctx, id));
  return id;
}

/** Hashes the first password before the transaction, and nobody's once there is an account. Throws WEAK_PASSWORD. */
export async function hashFirst({ actor, transaction }: Before, input: { password: string }): Promise<Hashed> {
  const isOpen = await transaction(actor, needsSetup, { readOnly: true });
  return { passwordHash: isOpen ? await hashPassword(input.password) : '' };
}

/** First run: the account, the installation's language and time zone from the browser, and a session. */
export async function setUpCommand(
  ctx: Ctx,
  input: InputOf<typeof setUp> & Hashed,
  { http, ...extras }: { http: HttpFacts; demo?: (ctx: Ctx, accountId: string) => Promise<void> },
): Promise<Me> {
  const email = input.email ?? `${slug(input.name)}@ringback.local`;
  const accountId = await makeFirstAccount(ctx, { ...input, email });
  await saveSettings(ctx, { language: input.language, timeZone: input.timeZone });
  if (input.withDemoData) await extras.demo?.(ctx, accountId);
  const sessionId = await openSession(ctx, accountId, http);
  return loadMe(ctx, accountId, sessionId);
}

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
  return plain || 'admin';
}
