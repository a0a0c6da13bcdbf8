import type { AfterReading, MailboxFetching, MailOAuth, MailSignIn, SentCopy } from '../../../shared/models/fetching.js';
import type { Ctx } from '../../core/context.js';
import { getSettings } from '../settings/index.js';

/** A mailbox with how it is read, and whatever a change of which means to begin anew. */
export interface ReadMailbox {
  id: string;
  version: number;
  /** Our address. */
  address: string;
  host: string;
  port: number;
  security: MailboxFetching['security'];
  login: string;
  signIn: MailSignIn;
  sealedSecret: string | null;
  oauth: MailOAuth | null;
  folder: string;
  begins: MailboxFetching['begins'];
  after: AfterReading;
  sent: SentCopy;
  allowsInternal: boolean;
}

const COLUMNS = `f.id, f.version, b.address, f.host, f.port, f.security, f.login, f.sign_in AS "signIn", f.sealed_secret AS "sealedSecret", f.oauth, f.folder, f.begins,
  f.after_reading AS after, f.sent_copy AS sent FROM mailbox_fetching f JOIN mailboxes b ON b.id = f.id`;

async function readMailboxes(ctx: Ctx, where: string, params: unknown[]): Promise<ReadMailbox[]> {
  const rows: Omit<ReadMailbox, 'allowsInternal'>[] = await ctx.db.query(`SELECT ${COLUMNS} WHERE ${where} ORDER BY f.id`, params);
  if (rows.length === 0) return [];
  const { mailMayUseInternalHosts: allowsInternal } = await getSettings(ctx);
  return rows.map((row) => ({ ...row, allowsInternal }));
}

/** Mailboxes that are read now. */
export function mailboxesToRead(ctx: Ctx): Promise<ReadMailbox[]> {
  return readMailboxes(ctx, 'f.is_on AND b.is_active', []);
}

/** How one mailbox is read, whether it is switched on or not; null when nothing was set. */
export async function readMailbox(ctx: Ctx, mailboxId: string): Promise<ReadMailbox | null> {
  return (await readMailboxes(ctx, 'f.id = $1', [mailboxId]))[0] ?? null;
}
