import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';

/** What keeps us from reading a mailbox. */
export const ImapFault = z.enum([
  'internal-host',
  'unknown-host',
  'no-connection',
  'timeout',
  'no-tls',
  'certificate',
  'login-refused',
  'app-password',
  'imap-disabled',
  'token-refused',
  'unreadable-secret',
  'not-imap',
  'no-folder',
  'refused',
  'storage',
  'not-configured',
]);
export type ImapFault = z.infer<typeof ImapFault>;

/** How one signs in: a password (or app password), Microsoft 365 by client credentials, Google by a service account. */
export const MailSignIn = z.enum(['password', 'microsoft', 'google']);
export type MailSignIn = z.infer<typeof MailSignIn>;

/** What becomes of a mail on its server once it is safely stored here. */
export const AfterReading = z.object({
  do: z.enum(['leave', 'seen', 'move', 'delete']),
  /** Where it is moved to. */
  folder: z.nullable(z.string()),
});
export type AfterReading = z.infer<typeof AfterReading>;

/** What becomes of a copy of what we send. `append`: we put it there. `provider`: the provider does, and we look there when nobody knows whether a mail went out. */
export const SentCopy = z.object({
  by: z.enum(['nobody', 'append', 'provider']),
  /** Null: the folder the server takes for sent mails. */
  folder: z.nullable(z.string()),
});
export type SentCopy = z.infer<typeof SentCopy>;

/** An application registered with the provider. */
export const MailOAuth = z.object({
  /** Microsoft: directory (tenant) id. */
  tenant: z.nullable(z.string()),
  /** Microsoft: application (client) id. Google: it stands in the key. */
  clientId: z.nullable(z.string()),
  /** Where tokens come from; null: the provider's usual place. */
  tokenUrl: z.nullable(z.string()),
});
export type MailOAuth = z.infer<typeof MailOAuth>;

/** How a mailbox is read by IMAP; its id is the mailbox's. Secrets are never told. */
export const MailboxFetching = z.object({
  ...base,
  isOn: z.boolean(),
  host: z.string(),
  port: z.int(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.string(),
  signIn: MailSignIn,
  hasSecret: z.boolean(),
  oauth: z.nullable(MailOAuth),
  folder: z.string(),
  /** Whether mails that lie there already are taken in too. */
  begins: z.enum(['new', 'all']),
  after: AfterReading,
  sent: SentCopy,
});
export type MailboxFetching = z.infer<typeof MailboxFetching>;

/** How reading a mailbox goes; its id is the mailbox's. */
export const MailboxFetchState = z.object({
  ...base,
  /** When its folder was last looked at with success. */
  lastReadAt: z.nullable(Instant),
  /** Mails that wait on the server, as far as known. */
  behind: z.int(),
  fault: z.nullable(ImapFault),
  /** The server's own words. */
  answer: z.nullable(z.string()),
  faultSince: z.nullable(Instant),
  nextTryAt: z.nullable(Instant),
});
export type MailboxFetchState = z.infer<typeof MailboxFetchState>;

/** What a test of a mailbox found. */
export const ImapTest = z.object({
  fault: z.nullable(ImapFault),
  answer: z.nullable(z.string()),
  /** Folders there are, when one could sign in. */
  folders: z.array(z.string()),
  /** The one the server takes for sent mails. */
  sentFolder: z.nullable(z.string()),
});
export type ImapTest = z.infer<typeof ImapTest>;

/** Id of the mailbox something is about. */
export const mailboxId = { mailboxId: Id };
