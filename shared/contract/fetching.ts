import * as z from 'zod/mini';
import { line, Version } from '../models/base.js';
import { AfterReading, ImapTest, MailboxFetching, MailboxFetchState, type MailOAuth, mailboxId, SentCopy } from '../models/fetching.js';
import { defineOperation } from '../operation.js';

const folder = line(255).check(z.regex(/^[^\p{Cc}]+$/u));
const word = z.nullable(line(255));
const server = {
  host: line(255).check(z.regex(/^[^\s/@]+$/)),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  security: MailboxFetching.shape.security,
  login: line(255),
  signIn: MailboxFetching.shape.signIn,
  oauth: z.nullable(
    z.object({
      tenant: word,
      clientId: word,
      tokenUrl: z.nullable(line(500).check(z.regex(/^https?:\/\/[^\s]+$/))),
    }) satisfies typeof MailOAuth,
  ),
  /** Password, client secret, or the JSON key of a service account. Left out: it stays as it is. */
  secret: z.optional(z.nullable(z.string().check(z.maxLength(10_000)))),
};

/** How a mailbox is read and how that goes; null when nothing is set. */
export const getMailboxFetching = defineOperation({
  id: 'mailboxes.fetching',
  method: 'GET',
  path: '/mailboxes/:mailboxId/fetching',
  summary: 'How a mailbox is read',
  params: z.object(mailboxId),
  output: z.object({ fetching: z.nullable(MailboxFetching), state: z.nullable(MailboxFetchState) }),
});
/** Says how a mailbox is read; it begins at once. `version` 0 when nothing was set yet. */
export const setMailboxFetching = defineOperation({
  id: 'mailboxes.set-fetching',
  method: 'PUT',
  path: '/mailboxes/:mailboxId/fetching',
  summary: 'Set how a mailbox is read',
  scope: 'admin',
  params: z.object(mailboxId),
  body: z.object({
    version: Version,
    isOn: z.boolean(),
    ...server,
    folder,
    begins: MailboxFetching.shape.begins,
    after: z.object({ do: AfterReading.shape.do, folder: z.nullable(folder) }),
    sent: z.object({ by: SentCopy.shape.by, folder: z.nullable(folder) }),
  }),
  output: MailboxFetching,
  errors: ['STALE', 'NOT_FOUND'],
});
/** How reading goes in all mailboxes that are read. */
export const listFetchStates = defineOperation({
  id: 'mailboxes.fetch-states',
  method: 'GET',
  path: '/mailbox-fetch-states',
  summary: 'How reading mailboxes goes',
  output: z.object({ items: z.array(MailboxFetchState) }),
});
/** Connects, signs in and opens the folder, with what is given or with what is set, and says what is wrong. Nothing is read, nothing is saved. */
export const testImap = defineOperation({
  id: 'mailboxes.test-imap',
  method: 'POST',
  path: '/mailboxes/:mailboxId/test-imap',
  summary: 'Test how a mailbox is read',
  scope: 'admin',
  params: z.object(mailboxId),
  body: z.object({ server: z.optional(z.object({ ...server, folder })) }),
  output: ImapTest,
  keepsAnswer: false,
  errors: ['NOT_FOUND'],
});
