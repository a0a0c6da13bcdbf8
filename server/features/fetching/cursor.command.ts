import type { ImapFolder } from '../../adapters/imap/port.js';
import type { Ctx } from '../../core/context.js';
import { MailboxCursorRow } from './fetching.entities.js';
import type { ReadMailbox } from './read-mailbox.query.js';

/** Clocks of mail servers and ours differ, and a mail may lie in a queue between them, ms: better read twice than not at all. */
const SLACK_MS = 3_600_000;

/** Where to go on in a folder. */
export interface Cursor {
  lastUid: number;
  /** UIDs below `uid` that the server received before `at` lay there before we began, and are none of ours to take in. */
  old: { uid: number; at: Date };
}

/**
 * Where reading a folder goes on. At the first look at its end, or at its beginning when all is wanted; after a new UIDVALIDITY from the beginning, for
 * nothing says which UID is which mail: the content hash decides what is new.
 */
export async function takeCursor(ctx: Ctx, { id: mailboxId, folder, begins }: ReadMailbox, opened: ImapFolder): Promise<Cursor> {
  const key = { mailboxId, folder };
  const known = await ctx.db.createQueryBuilder(MailboxCursorRow, 'c').setLock('pessimistic_write').where(key).getOne();
  const { uidValidity, uidNext } = opened;
  const common = { uidValidity, begins, movedAt: ctx.now };
  if (!known) {
    const row = { ...key, ...common, lastUid: String(begins === 'all' ? 0 : uidNext - 1), begunAt: ctx.now, oldBelow: '0' };
    await ctx.db.insert(MailboxCursorRow, row);
    return cursorOf(row);
  }
  const isMoved = known.uidValidity !== uidValidity;
  const wantsMore = known.begins === 'new' && begins === 'all';
  if (isMoved || wantsMore) Object.assign(known, { ...common, lastUid: '0', oldBelow: begins === 'all' ? '0' : String(uidNext) });
  else if (known.begins === begins) return cursorOf(known);
  else Object.assign(known, common);
  const { lastUid, oldBelow } = known;
  await ctx.db.update(MailboxCursorRow, key, { ...common, lastUid, oldBelow });
  return cursorOf(known);
}

function cursorOf({ lastUid, oldBelow, begunAt }: Pick<MailboxCursorRow, 'lastUid' | 'oldBelow' | 'begunAt'>): Cursor {
  return { lastUid: Number(lastUid), old: { uid: Number(oldBelow), at: new Date(begunAt.getTime() - SLACK_MS) } };
}

/** Moves on, never back, and only in the folder as it was opened. */
export async function moveCursor(ctx: Ctx, { id, folder }: ReadMailbox, to: { uidValidity: string; uid: number }): Promise<void> {
  await ctx.db.query(
    'UPDATE mailbox_cursors SET last_uid = $4, moved_at = $5 WHERE mailbox_id = $1 AND folder = $2 AND uid_validity = $3 AND last_uid < $4',
    [id, folder, to.uidValidity, to.uid, ctx.now],
  );
}
