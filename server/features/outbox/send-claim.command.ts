import type { SmtpServer } from '../../adapters/mailer/port.js';
import type { OAuthPort } from '../../adapters/oauth/port.js';
import type { Ctx } from '../../core/context.js';
import { unseal } from '../../core/installation-key.js';
import { type Account, sendingAccount, tokenOf } from '../fetching/index.js';
import { getSettings } from '../settings/index.js';
import { MailboxSendingRow, type OutgoingMailRow } from './outbox.entities.js';
import { lockOutgoing, moveOutgoing } from './progress.js';
import { unconfirmed } from './send-result.command.js';

/** A mail this process may hand over now; no transaction is open meanwhile. */
export interface Claim {
  messageId: string;
  fence: number;
  mail: Pick<OutgoingMailRow, 'content' | 'headerId' | 'createdAt'>;
  to: string[];
  /** Null: the mailbox has none any more. */
  server: SendingServer | null;
}

/**
 * Claims a mail for one attempt. One that a dead process left `sending` is nobody's to repeat once its content had begun to go: it becomes unconfirmed.
 * Before that nothing can have gone out, and it is claimed anew. Null: there is nothing to do.
 */
export async function claimMail(ctx: Ctx, messageId: string, { nodeId, key }: { nodeId: string; key: Buffer }): Promise<Claim | null> {
  const row = await lockOutgoing(ctx, messageId);
  if (!row || (row.state !== 'queued' && row.state !== 'deferred' && row.state !== 'sending')) return null;
  if (row.state === 'sending' && row.hasBegun) {
    await unconfirmed(ctx, row, 'The server stopped while this mail was going out. Nobody knows whether it arrived.');
    return null;
  }
  const to = row.recipients.filter(({ state }) => state === 'waiting').map(({ address }) => address);
  const claim = { state: 'sending' as const, fence: row.fence + 1, attempts: row.attempts + 1, nodeId, hasBegun: false };
  await moveOutgoing(ctx, row, { ...claim, nextAt: null, firstTryAt: row.firstTryAt ?? ctx.now });
  const { content, headerId, createdAt } = row;
  return { messageId, fence: claim.fence, mail: { content, headerId, createdAt }, to, server: await serverOf(ctx, row.mailboxId, key) };
}

/**
 * Writes down that the content of a claimed mail begins to go. Throws when the claim is not this process's any more: then another one has the mail, and
 * nothing may go out from here.
 */
export async function beginContent(ctx: Ctx, { messageId, fence }: Claim): Promise<void> {
  const rows: unknown[] = await ctx.db.query(
    `WITH begun AS (UPDATE outgoing_mails SET has_begun = true WHERE id = $1 AND fence = $2 AND state = 'sending' RETURNING id) SELECT id FROM begun`,
    [messageId, fence],
  );
  if (rows.length === 0) throw new LostClaim(`Another process has the mail ${messageId}.`);
}

/** The mail is another process's. */
export class LostClaim extends Error {}

/** A mail server, with the account whose token signs in there, where it is not a password. */
export interface SendingServer extends SmtpServer {
  account: Account | null;
}

/** The server with its token, fetched where one is needed. Throws ImapFailure. */
export async function withToken(oauth: OAuthPort, { account, ...server }: SendingServer): Promise<SmtpServer> {
  const accessToken = account === null ? null : await tokenOf(oauth, account);
  return accessToken === null ? server : { ...server, accessToken };
}

/** The mail server of a mailbox; null when none is set. A password sealed with another key counts as none, and the server says so. */
export async function serverOf(ctx: Ctx, mailboxId: string, key: Buffer): Promise<SendingServer | null> {
  const row = await ctx.db.findOneBy(MailboxSendingRow, { id: mailboxId });
  if (!row) return null;
  const { host, port, security, login, sealedPassword, signsInAsReading } = row;
  const { mailMayUseInternalHosts: allowsInternal } = await getSettings(ctx);
  const password = sealedPassword === null ? null : unseal(key, sealedPassword);
  const account = signsInAsReading ? await sendingAccount(ctx, mailboxId, key) : null;
  return { host, port, security, login, password, allowsInternal, account };
}
