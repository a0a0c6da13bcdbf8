import type { signIn } from '../../../shared/contract/auth.js';
import type { Me } from '../../../shared/models/auth.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import { Account } from './account.entity.js';
import { loadMe } from './account.presenter.js';
import { passwordFits } from './passwords.js';
import { openSession } from './sessions.js';

const WINDOW_MS = 15 * 60_000;
const TRIES = 10;
/** Failed tries by account, in this process: enough to make guessing hopeless without letting a stranger lock somebody out for long. */
const failures = new Map<string, { count: number; since: number }>();

/** Opens a session. Throws WRONG_CREDENTIALS (which of the two was wrong is not said) or TOO_MANY_REQUESTS after ten failures in 15 minutes. */
export async function signInCommand(ctx: Ctx, input: InputOf<typeof signIn>, http: HttpFacts): Promise<Me> {
  const email = input.email.trim().toLowerCase();
  const now = ctx.now.getTime();
  const failed = failures.get(email);
  if (failed && now - failed.since < WINDOW_MS && failed.count >= TRIES)
    throw new AppError(
      'TOO_MANY_REQUESTS',
      'Too many wrong passwords for this account. Wait a quarter of an hour, or let an administrator set a new one.',
    );
  const account = await ctx.db.findOneBy(Account, { email, isActive: true });
  if (!(await passwordFits(account?.passwordHash ?? null, input.password)) || !account) {
    remember(email, now);
    throw new AppError('WRONG_CREDENTIALS', 'E-mail address or password is wrong.');
  }
  failures.delete(email);
  const sessionId = await openSession(ctx, account.id, http);
  await ctx.audit({ entity: 'accounts', entityId: account.id, action: 'signed-in' });
  return loadMe(ctx, account.id, sessionId);
}

function remember(email: string, now: number): void {
  const failed = failures.get(email);
  failures.set(
    email,
    failed && now - failed.since < WINDOW_MS ? { count: failed.count + 1, since: failed.since } : { count: 1, since: now },
  );
  // Hostile names must not fill the memory: the oldest entries go first.
  if (failures.size > 10_000) for (const key of [...failures.keys()].slice(0, 1000)) failures.delete(key);
}
