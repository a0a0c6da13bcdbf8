import type { ImapFault, MailboxFetchState } from '../../../shared/models/fetching.js';
import type { Ctx } from '../../core/context.js';
import { MailboxFetchStateRow } from './fetching.entities.js';

/** How reading goes, as it travels. */
export function presentState(row: MailboxFetchStateRow): MailboxFetchState {
  const { id, version, behind, fault, answer } = row;
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...{ id, version, behind, fault, answer },
    ...{ lastReadAt: instant(row.lastReadAt), faultSince: instant(row.faultSince), nextTryAt: instant(row.nextTryAt) },
  };
}

/** How it goes in all mailboxes that are read. */
export async function listStates(ctx: Ctx): Promise<{ items: MailboxFetchState[] }> {
  const rows = await ctx.db
    .createQueryBuilder(MailboxFetchStateRow, 's')
    .innerJoin('mailbox_fetching', 'f', 'f.id = s.id AND f.is_on')
    .orderBy('s.id')
    .getMany();
  return { items: rows.map(presentState) };
}

/** What a look at a mailbox found. */
export interface Finding {
  /** Its folder could be looked at. */
  isRead: boolean;
  /** Mails that wait on the server; null: not known. */
  behind: number | null;
  fault: { kind: ImapFault; answer: string } | null;
  /** Milliseconds until the next attempt after a fault. */
  waitMs: number | null;
}

const NOTE = `WITH s AS (
  INSERT INTO mailbox_fetch_states AS s (id, created_at, updated_at, last_read_at, behind, fault, answer, fault_since, next_try_at)
  VALUES ($1, $2, $2, $3, coalesce($4::int, 0), $5, $6, CASE WHEN $5::text IS NULL THEN NULL ELSE $2::timestamptz END, $7)
  ON CONFLICT (id) DO UPDATE SET version = s.version + 1, updated_at = $2, last_read_at = coalesce($3, s.last_read_at), behind = coalesce($4::int, s.behind),
    fault = EXCLUDED.fault, answer = EXCLUDED.answer, next_try_at = EXCLUDED.next_try_at,
    fault_since = CASE WHEN EXCLUDED.fault IS NULL THEN NULL ELSE coalesce(s.fault_since, EXCLUDED.fault_since) END
  RETURNING s.*
) SELECT id, version, created_at AS "createdAt", updated_at AS "updatedAt", last_read_at AS "lastReadAt", behind, fault, answer, fault_since AS "faultSince",
  next_try_at AS "nextTryAt" FROM s`;

/** Writes down how reading a mailbox goes, and tells administrators. */
export async function noteState(ctx: Ctx, mailboxId: string, { isRead, behind, fault, waitMs }: Finding): Promise<void> {
  const nextTryAt = waitMs === null ? null : new Date(ctx.now.getTime() + waitMs);
  const [row]: MailboxFetchStateRow[] = await ctx.db.query(NOTE, [
    ...[mailboxId, ctx.now, isRead ? ctx.now : null, behind],
    ...[fault?.kind ?? null, fault?.answer ?? null, nextTryAt],
  ]);
  if (row) await ctx.publish('mailbox-fetching.state', presentState(row));
}
