import { hash, verify } from '@node-rs/argon2';
import { hasRole } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { Before } from '../../core/http/route.js';

/** argon2id with the parameters OWASP's password storage cheat sheet names first: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** The hash of a password, made before the transaction. */
export interface Hashed {
  passwordHash: string;
}
let decoy: Promise<string> | null = null;

/** Hash of a password, with its salt and parameters. Throws WEAK_PASSWORD for one that anybody would try first. */
export async function hashPassword(password: string): Promise<string> {
  if (new Set(password).size < 4)
    throw new AppError('WEAK_PASSWORD', 'This password has fewer than four different characters. Take a longer phrase.');
  return hash(password, PARAMETERS);
}

/** Whether the password fits. Without a hash (no such account) it takes just as long, so that accounts cannot be told by the clock. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hash('somebody who is not here', PARAMETERS);
  const fits = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && fits;
}

/** Hashes the password an administrator gives, if one is given. Nobody else's is hashed: the policy refuses them anyway. Throws WEAK_PASSWORD. */
export async function hashForAdmin(door: Before, input: { password?: string | undefined }): Promise<Hashed> {
  return { passwordHash: input.password && hasRole(door.actor, 'admin') ? await hashPassword(input.password) : '' };
}
