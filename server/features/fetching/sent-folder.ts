import type { SentCopy } from '../../../shared/models/fetching.js';
import { ImapFailure, type ImapSession } from '../../adapters/imap/port.js';
import type { Ctx } from '../../core/context.js';
import { readMailbox } from './read-mailbox.query.js';
import { type Account, accountOf, type Doors, signIn } from './sign-in.js';

/** Whether copies of what a mailbox sends are filed by us, or by its provider. */
export async function copiesAre(ctx: Ctx, mailboxId: string, by: 'append' | 'provider'): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM mailbox_fetching WHERE id = $1 AND sent_copy->>'by' = $2`, [mailboxId, by]);
  return rows.length > 0;
}

/** The copies of what a mailbox sends, with the account to get at them; null when nobody keeps any. */
export async function sentCopyOf(ctx: Ctx, mailboxId: string, key: Buffer): Promise<{ sent: SentCopy; account: Account } | null> {
  const mailbox = await readMailbox(ctx, mailboxId);
  return mailbox === null || mailbox.sent.by === 'nobody' ? null : { sent: mailbox.sent, account: accountOf(mailbox, key) };
}

/** Signs in and does something with the folder of sent mails: the one that was named, or the one the server takes for it. Throws ImapFailure. */
export async function openSentFolder<T>(
  doors: Doors,
  { sent, account }: { sent: SentCopy; account: Account },
  work: (session: ImapSession, folder: string) => Promise<T>,
): Promise<T> {
  const session = await signIn(doors, account);
  try {
    const folder = sent.folder ?? (await session.folders()).sent;
    if (folder === null) throw new ImapFailure('no-folder', 'The server names no folder for sent mails: choose one.');
    return await work(session, folder);
  } finally {
    await session.close();
  }
}
