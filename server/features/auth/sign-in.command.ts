import type { signIn } from '../../../shared/contract/auth.js';
import type { Me } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import { type Ctx, systemActor, type Transaction } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import { networkOf } from '../../core/http/network-of.js';
import type { Before } from '../../core/http/route.js';
import { Account } from './account.entity.js';
import { loadMe } from './account.presenter.js';
import { passwordFits } from './passwords.js';
import { openSession } from './sessions.js';
import { SignInThrottle } from './sign-in-throttle.js';

type Input = InputOf<typeof signIn>;
const throttle = new SignInThrottle();
const emailOf = (input: Input) => input.email.trim().toLowerCase();
const wrongCredentials = () => new AppError('WRONG_CREDENTIALS', 'E-mail address or password is wrong.');

/** The hash the password fitted, to be compared with the account's once more inside the transaction. */
export interface CheckedPassword {
  fittingHash: string;
}

/**
 * Looks at the password before any transaction: neither a connection nor a lock is held while argon2 counts. Throws WRONG_CREDENTIALS (which of the two was
 * wrong is not said) or TOO_MANY_REQUESTS after ten tries in 15 minutes.
 */
export async function checkPassword({ transaction }: Before, input: Input, http: HttpFacts): Promise<CheckedPassword> {
  const email = emailOf(input);
  const look = (ctx: Ctx) => ctx.db.findOneBy(Account, { email, isActive: true }).then((account) => ({ account, now: ctx.now.getTime() }));
  const { account, now } = await transaction(systemActor('sign-in'), look, { readOnly: true });
  const attempt = { email, ip: http.ip, now };
  if (!(await throttle.admits(attempt, async () => account !== null && (await isKnownNetwork(transaction, account.id, http.ip)))))
    throw new AppError(
      'TOO_MANY_REQUESTS',
      'Too many wrong passwords for this account. Wait a quarter of an hour, or let an administrator set a new one.',
    );
  if (!(await passwordFits(account?.passwordHash ?? null, input.password)) || !account) throw wrongCredentials();
  throttle.succeeded(attempt);
  return { fittingHash: account.passwordHash };
}

async function isKnownNetwork(transaction: Transaction, accountId: string, ip: string): Promise<boolean> {
  const rows: { ip: string }[] = await transaction(
    systemActor('sign-in'),
    (ctx) => ctx.db.query('SELECT DISTINCT ip FROM sessions WHERE account_id = $1', [accountId]),
    { readOnly: true },
  );
  return rows.some((row) => networkOf(row.ip) === networkOf(ip));
}

/** Opens a session for a password that was checked. Throws WRONG_CREDENTIALS when it was changed, or the account switched off, in between. */
export async function signInCommand(ctx: Ctx, input: Input & CheckedPassword, http: HttpFacts): Promise<Me> {
  const account = await ctx.db.findOneBy(Account, { email: emailOf(input), isActive: true });
  if (account?.passwordHash !== input.fittingHash) throw wrongCredentials();
  const sessionId = await openSession(ctx, account.id, http);
  await ctx.audit({ entity: 'accounts', entityId: account.id, action: 'signed-in' });
  return loadMe(ctx, account.id, sessionId);
}
