import type { signIn } from '../../../shared/contract/auth.js';
import type { Me } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import { Account } from './account.entity.js';
import { loadMe } from './account.presenter.js';
import { passwordFits } from './passwords.js';
import { Session } from './session.entity.js';
import { openSession } from './sessions.js';
import { SignInThrottle } from './sign-in-throttle.js';

const throttle = new SignInThrottle();

/** Opens a session. Throws WRONG_CREDENTIALS (which of the two was wrong is not said) or TOO_MANY_REQUESTS after ten failures in 15 minutes. */
export async function signInCommand(ctx: Ctx, input: InputOf<typeof signIn>, http: HttpFacts): Promise<Me> {
  const email = input.email.trim().toLowerCase();
  const attempt = { email, ip: http.ip, now: ctx.now.getTime() };
  const account = await ctx.db.findOneBy(Account, { email, isActive: true });
  const isKnown = async () => account !== null && (await ctx.db.existsBy(Session, { accountId: account.id, ip: http.ip }));
  if (await throttle.isClosed(attempt, isKnown))
    throw new AppError(
      'TOO_MANY_REQUESTS',
      'Too many wrong passwords for this account. Wait a quarter of an hour, or let an administrator set a new one.',
    );
  if (!(await passwordFits(account?.passwordHash ?? null, input.password)) || !account) {
    throttle.failed(attempt);
    throw new AppError('WRONG_CREDENTIALS', 'E-mail address or password is wrong.');
  }
  throttle.succeeded(attempt);
  const sessionId = await openSession(ctx, account.id, http);
  await ctx.audit({ entity: 'accounts', entityId: account.id, action: 'signed-in' });
  return loadMe(ctx, account.id, sessionId);
}
