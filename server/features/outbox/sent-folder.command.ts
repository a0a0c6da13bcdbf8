import * as z from 'zod/mini';
import { type Ctx, defineDeadline, defineJob } from '../../core/context.js';
import { type Account, copiesAre, sentCopyOf } from '../fetching/index.js';
import { OutgoingMailRow } from './outbox.entities.js';

/** Which mail, and how many looks for it there were. */
const Look = z.object({ messageId: z.uuid(), looks: z.int() });
export type Look = z.infer<typeof Look>;

/** The folder of sent mails: a copy is put there, or a mail nobody knows the fate of is looked for. Both may be done twice and change nothing then. */
export const sentFolderJob = defineJob({
  name: 'mail.sent-folder',
  schema: Look,
  queue: ({ messageId }) => `sent:${messageId}`,
  maxAttempts: 8,
});
/** The next look for a mail. */
export const sentFolderDeadline = defineDeadline('mail.look-in-sent', Look);

/** Providers file what they sent within seconds, and some minutes later when they are busy, ms. */
const LOOKS_MS = [5000, 30_000, 120_000, 600_000, 3_600_000] as const;

/** Looks for a mail in the folder of sent mails a little later, where the provider files it; after the last look a person decides. */
export async function lookForIt(
  ctx: Ctx,
  { id: messageId, mailboxId }: Pick<OutgoingMailRow, 'id' | 'mailboxId'>,
  looks: number,
): Promise<void> {
  const wait = LOOKS_MS[looks];
  if (wait === undefined || !(await copiesAre(ctx, mailboxId, 'provider'))) return;
  await ctx.deadline(sentFolderDeadline, messageId, new Date(ctx.now.getTime() + wait), { messageId, looks: looks + 1 });
}

/** A mail went out: its copy is filed, where we are the ones to do it. */
export async function fileCopy(ctx: Ctx, { id, mailboxId }: Pick<OutgoingMailRow, 'id' | 'mailboxId'>): Promise<void> {
  if (await copiesAre(ctx, mailboxId, 'append')) await ctx.enqueue(sentFolderJob, { messageId: id, looks: 0 });
}

/** What is to be done about a mail in the folder of sent mails. */
export interface SentTask {
  does: 'append' | 'look';
  mail: Pick<OutgoingMailRow, 'content' | 'headerId' | 'createdAt'>;
  copy: { sent: { by: 'nobody' | 'append' | 'provider'; folder: string | null }; account: Account };
}

/** What is to be done; null: nothing, for nobody keeps copies, or the mail is not (or no longer) in the state for it. */
export async function sentTask(ctx: Ctx, messageId: string, key: Buffer): Promise<SentTask | null> {
  const row = await ctx.db.findOneBy(OutgoingMailRow, { id: messageId });
  const copy = row && (await sentCopyOf(ctx, row.mailboxId, key));
  if (!row || !copy) return null;
  const { content, headerId, createdAt } = row;
  const mail = { content, headerId, createdAt };
  if (row.state === 'unconfirmed') return copy.sent.by === 'provider' ? { does: 'look', mail, copy } : null;
  return copy.sent.by === 'append' && row.sentAt !== null ? { does: 'append', mail, copy } : null;
}
