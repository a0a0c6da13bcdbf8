import { createHash, createSign } from 'node:crypto';
import * as z from 'zod/mini';
import { type Grant, type OAuthPort, TokenRefused } from './port.js';
import { postForm } from './post-form.js';

/** A token is fetched anew so long before it ends, ms: signing in and a long read must fit in. */
const AHEAD_MS = 5 * 60_000;
const HOUR_S = 3600;

const Answer = z.object({
  access_token: z.optional(z.string()),
  expires_in: z.optional(z.union([z.number(), z.string()])),
  error: z.optional(z.string()),
  error_description: z.optional(z.string()),
});

const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64url');

/** The signed request of a service account to act for a mailbox (RFC 7523). */
function assertion({ clientEmail, privateKey, mailbox }: Extract<Grant, { kind: 'google' }>, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: clientEmail, sub: mailbox, scope: 'https://mail.google.com/', aud: audience, iat: now, exp: now + HOUR_S };
  const body = `${base64(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))}.${base64(JSON.stringify(claims))}`;
  try {
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
  } catch {
    throw new TokenRefused('The private key of the service account cannot be read.');
  }
}

function requestOf(grant: Grant): { url: string; form: Record<string, string> } {
  if (grant.kind === 'google') {
    const url = grant.tokenUrl ?? 'https://oauth2.googleapis.com/token';
    return { url, form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion(grant, url) } };
  }
  const { tenant, clientId, clientSecret } = grant;
  return {
    url: grant.tokenUrl ?? `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    form: {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://outlook.office365.com/.default',
    },
  };
}

async function fetchToken(grant: Grant): Promise<{ token: string; until: number }> {
  const { url, form } = requestOf(grant);
  const { status, body } = await postForm(url, form, grant.allowsInternal);
  const answer = Answer.safeParse(parsed(body));
  const { access_token: token, expires_in: seconds, error, error_description: words } = answer.success ? answer.data : {};
  if (!token) throw new TokenRefused(words ?? error ?? `The token server answered ${status}.`);
  return { token, until: Date.now() + Number(seconds ?? HOUR_S) * 1000 };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Asks the providers for tokens; one at a time for each mailbox. */
export function createOAuth(): OAuthPort {
  const known = new Map<string, { token: string; until: number }>();
  const asked = new Map<string, Promise<string>>();
  const keyOf = (grant: Grant) => createHash('sha256').update(JSON.stringify(grant)).digest('hex');
  const ask = async (grant: Grant, key: string) => {
    try {
      const fresh = await fetchToken(grant);
      known.set(key, fresh);
      return fresh.token;
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      throw new TokenRefused(error instanceof Error ? error.message : String(error));
    } finally {
      asked.delete(key);
    }
  };
  return {
    token(grant) {
      const key = keyOf(grant);
      const kept = known.get(key);
      if (kept && kept.until - AHEAD_MS > Date.now()) return Promise.resolve(kept.token);
      const under = asked.get(key) ?? ask(grant, key);
      asked.set(key, under);
      return under;
    },
    forget: (grant) => void known.delete(keyOf(grant)),
  };
}
