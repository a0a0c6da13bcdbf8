import * as z from 'zod/mini';
import { ImapFailure, type ImapPort, type ImapServer, type ImapSession } from '../../adapters/imap/port.js';
import { type Grant, type OAuthPort, TokenRefused } from '../../adapters/oauth/port.js';
import type { Ctx } from '../../core/context.js';
import { unseal } from '../../core/installation-key.js';
import { type ReadMailbox, readMailbox } from './read-mailbox.query.js';

/** What signing in needs of a mailbox. */
export type Account = Pick<ReadMailbox, 'host' | 'port' | 'security' | 'login' | 'signIn' | 'oauth' | 'allowsInternal'> & {
  secret: string | null;
};

const ServiceAccount = z.object({ client_email: z.string(), private_key: z.string() });

/** The account of a mailbox with its secret opened. Throws ImapFailure when it was sealed with another key. */
export function accountOf(mailbox: ReadMailbox, key: Buffer): Account {
  if (mailbox.sealedSecret === null) return { ...mailbox, secret: null };
  const secret = unseal(key, mailbox.sealedSecret);
  if (secret === null) throw new ImapFailure('unreadable-secret', 'The secret was sealed with another secrets.json.');
  return { ...mailbox, secret };
}

/** What a token is asked with; null for a password. Throws ImapFailure when something is missing. */
export function grantOf({ signIn, oauth, secret, login, allowsInternal }: Account): Grant | null {
  if (signIn === 'password') return null;
  const tokenUrl = oauth?.tokenUrl ?? null;
  if (signIn === 'google') {
    const { client_email: clientEmail, private_key: privateKey } = serviceAccount(secret ?? '');
    return { kind: 'google', mailbox: login, clientEmail, privateKey, tokenUrl, allowsInternal };
  }
  const { tenant = null, clientId = null } = oauth ?? {};
  if (tenant === null || clientId === null || secret === null)
    throw new ImapFailure('token-refused', 'Directory id, application id or client secret is missing.');
  return { kind: 'microsoft', tenant, clientId, clientSecret: secret, tokenUrl, allowsInternal };
}

function serviceAccount(secret: string): z.infer<typeof ServiceAccount> {
  try {
    return ServiceAccount.parse(JSON.parse(secret));
  } catch {
    throw new ImapFailure('token-refused', 'The key is not the JSON file of a service account.');
  }
}

/** The token of a mailbox that signs in by one; null for a password. Throws ImapFailure. */
export async function tokenOf(oauth: OAuthPort, account: Account): Promise<string | null> {
  const grant = grantOf(account);
  if (grant === null) return null;
  return oauth.token(grant).catch((error: unknown) => {
    throw error instanceof TokenRefused ? new ImapFailure('token-refused', error.answer) : error;
  });
}

/** The account a mailbox is read with, for sending by it too; null when nothing was set. Throws ImapFailure. */
export async function sendingAccount(ctx: Ctx, mailboxId: string, key: Buffer): Promise<Account | null> {
  const mailbox = await readMailbox(ctx, mailboxId);
  return mailbox && accountOf(mailbox, key);
}

/** Ports that signing in uses. */
export interface Doors {
  imap: ImapPort;
  oauth: OAuthPort;
}

/** Connects and signs in, with a token fetched first where there is no password. Throws ImapFailure. */
export async function signIn({ imap, oauth }: Doors, account: Account): Promise<ImapSession> {
  const { host, port, security, login, allowsInternal, secret } = account;
  const server: Omit<ImapServer, 'secret'> = { host, port, security, login, allowsInternal };
  const value = await tokenOf(oauth, account);
  try {
    return await imap.connect({ ...server, secret: value === null ? { kind: 'password', value: secret ?? '' } : { kind: 'token', value } });
  } catch (error) {
    const grant = error instanceof ImapFailure && error.fault === 'login-refused' ? grantOf(account) : null;
    if (grant !== null) oauth.forget(grant);
    throw error;
  }
}
