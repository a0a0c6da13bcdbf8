import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../network.js';

/** What a valid token allows. `expiresAt` is in milliseconds since the epoch, on the wall clock. */
export interface VoiceAccess {
  identity: string;
  outgoingApplicationSid: string | undefined;
  mayRegister: boolean;
  expiresAt: number;
}

/** The token is refused; `code` is the Voice SDK's (20101 invalid, 20104 expired, 31202 bad signature, …). */
export class TokenRefused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Checks an AccessToken (HS256 JWT, content type `twilio-fpa;v=1`) against the account's API key and reads its voice grant.
 * Throws `TokenRefused`.
 */
export function readAccessToken(token: string, account: Credentials): VoiceAccess {
  const [head = '', body = '', mark = ''] = token.split('.');
  const header = decode(head);
  const payload = decode(body);
  if (header['alg'] !== 'HS256' || header['cty'] !== 'twilio-fpa;v=1') throw new TokenRefused(20102, 'Invalid Access Token header');
  const expected = createHmac('sha256', account.apiKeySecret).update(`${head}.${body}`).digest();
  const actual = Buffer.from(mark, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new TokenRefused(20107, 'Access Token signature does not match');
  if (payload['iss'] !== account.apiKeySid || payload['sub'] !== account.accountSid)
    throw new TokenRefused(20103, 'Invalid Access Token issuer/subject');
  const expiresAt = Number(payload['exp']) * 1000;
  if (!(expiresAt > Date.now())) throw new TokenRefused(20104, 'Access Token expired');
  return { ...grantsOf(payload), expiresAt };
}

function grantsOf(payload: Record<string, unknown>): Omit<VoiceAccess, 'expiresAt'> {
  const grants = record(payload['grants']);
  const voice = record(grants['voice']);
  const identity = grants['identity'];
  if (typeof identity !== 'string' || !/^[A-Za-z0-9_]{1,121}$/.test(identity))
    throw new TokenRefused(20106, 'Invalid identity in Access Token');
  const application = record(voice['outgoing'])['application_sid'];
  return {
    identity,
    outgoingApplicationSid: typeof application === 'string' ? application : undefined,
    mayRegister: record(voice['incoming'])['allow'] === true,
  };
}

function decode(part: string): Record<string, unknown> {
  try {
    return record(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    throw new TokenRefused(20101, 'Invalid Access Token');
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
