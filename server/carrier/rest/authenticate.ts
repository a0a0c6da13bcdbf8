import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../network.js';
import { RestError } from '../rest-error.js';

/**
 * Checks Basic credentials: account SID with auth token, or API key with its secret. Resolves to true for the account itself.
 * Throws 20003.
 */
export function authenticate(account: Credentials, header: string | undefined): boolean {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  const name = text.slice(0, Math.max(0, at));
  const secret = text.slice(at + 1);
  if (name === account.accountSid && sameSecret(secret, account.authToken)) return true;
  if (name === account.apiKeySid && sameSecret(secret, account.apiKeySecret)) return false;
  throw new RestError(20003);
}

/** Compares two secrets in a time that tells nothing about them. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
