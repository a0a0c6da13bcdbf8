import { ImapFailure, type ImapFolder, type ImapSession } from '../../adapters/imap/port.js';
import { systemActor } from '../../core/context.js';
import { type Cursor, moveCursor, takeCursor } from './cursor.command.js';
import { type Finding, noteState } from './fetch-state.command.js';
import type { FetchingDeps } from './fetching-deps.js';
import type { ReadMailbox } from './read-mailbox.query.js';
import type { Stumble } from './stumble.js';
import { setAsideUnserved, storeMails, takeIn } from './take-in.js';

/** Administrators are told how far a long backlog is this often, ms. */
const TELL_MS = 2000;

const actor = systemActor('mail');

/** One look at one mailbox. */
export interface Look {
  deps: FetchingDeps;
  mailbox: ReadMailbox;
  session: ImapSession;
  signal: AbortSignal;
  stumble: Stumble;
}

/**
 * Takes in everything that waits in a mailbox. Of each batch, in this order: bytes to storage, mails taken in, then what the mailbox is set to do with
 * them on its server, then the cursor: wherever a process dies, the next one finds each mail again or knows it already.
 */
export async function drain(look: Look): Promise<void> {
  const { deps, mailbox, session, signal, stumble } = look;
  const { transaction } = deps;
  const opened = await session.open(mailbox.folder);
  const cursor = await transaction(actor, (ctx) => takeCursor(ctx, mailbox, opened));
  const uids = await session.newer(cursor.lastUid);
  let trouble: Finding['fault'] = null;
  let toldAt = 0;
  for (let at = 0, size = 0; at < uids.length && !signal.aborted; at += size) {
    size = stumble.sizeAt(uids[at] ?? 0);
    if (Date.now() - toldAt >= TELL_MS && uids.length - at > size) {
      await note(deps, mailbox, { behind: uids.length - at, fault: trouble });
      toldAt = Date.now();
    }
    trouble = (await takeBatch(look, uids.slice(at, at + size), { cursor, opened })) ?? trouble;
  }
  if (!signal.aborted) await note(deps, mailbox, { behind: 0, fault: trouble });
}

function note({ transaction }: FetchingDeps, mailbox: ReadMailbox, found: Pick<Finding, 'behind' | 'fault'>): Promise<void> {
  return transaction(actor, (ctx) => noteState(ctx, mailbox.id, { ...found, isRead: true, waitMs: null }));
}

async function takeBatch(
  { deps, mailbox, session, stumble }: Look,
  uids: readonly number[],
  { cursor, opened }: { cursor: Cursor; opened: ImapFolder },
): Promise<Finding['fault']> {
  const [first = 0] = uids;
  const isHopeless = uids.length === 1 && stumble.isHopeless(first);
  if (isHopeless) await setAsideUnserved(deps.delivery, mailbox, { uid: first, uidValidity: opened.uidValidity });
  const fetched = isHopeless ? [] : await fetchOr(() => stumble.fell(uids), storeMails(session, deps.delivery, { uids, old: cursor.old }));
  await takeIn(
    deps.delivery,
    fetched.map(({ stored }) => stored),
    mailbox.address,
  );
  const trouble = await settle(
    session,
    fetched.map(({ uid }) => uid),
    mailbox,
  );
  const last = uids.at(-1);
  if (last !== undefined) await deps.transaction(actor, (ctx) => moveCursor(ctx, mailbox, { uidValidity: opened.uidValidity, uid: last }));
  return trouble;
}

async function fetchOr<T>(fell: () => void, fetching: Promise<T>): Promise<T> {
  try {
    return await fetching;
  } catch (error) {
    if (error instanceof ImapFailure) fell();
    throw error;
  }
}

/** What the server refuses to do with mails that are safely here is said, and does not keep those behind waiting. */
async function settle(session: ImapSession, uids: readonly number[], { after }: ReadMailbox): Promise<Finding['fault']> {
  try {
    await session.settle(uids, after);
    return null;
  } catch (error) {
    if (error instanceof ImapFailure && (error.fault === 'refused' || error.fault === 'no-folder'))
      return { kind: error.fault, answer: error.answer };
    throw error;
  }
}
