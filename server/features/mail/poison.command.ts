import type { PoisonMail } from '../../../shared/models/mail.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { newId } from '../../core/id.js';
import { PoisonMailRow } from './mail.entities.js';

/** A set-aside mail as it travels. */
export function presentPoison(row: PoisonMailRow): PoisonMail {
  const { id, version, reason, rawSha256, bytes, mailboxId, attempts, state, receivedAt } = row;
  return { id, version, reason, rawSha256, bytes: Number(bytes), mailboxId, attempts, state, receivedAt: receivedAt.toISOString() };
}

/** Columns of `poison_mails p` under the names of the entity. */
export const POISON_COLUMNS = `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.raw_sha256 AS "rawSha256", p.bytes, p.reason,
  p.mailbox_id AS "mailboxId", p.attempts, p.state, p.received_at AS "receivedAt"`;

/** Sets a mail aside that cannot be read: once for the same bytes, counted when they come again. Its bytes are in storage before. */
export async function setAside(
  ctx: Ctx,
  mail: { raw: { sha256: string; bytes: number }; reason: string; mailbox: string | null },
): Promise<PoisonMail> {
  const [row]: PoisonMailRow[] = await ctx.db.query(
    `WITH p AS (
       INSERT INTO poison_mails AS p (id, created_at, updated_at, raw_sha256, bytes, reason, mailbox_id, state, received_at)
       VALUES ($1, $2, $2, $3, $4, $5, (SELECT b.id FROM mailboxes b WHERE b.address = lower($6)), 'waiting', $2)
       ON CONFLICT (raw_sha256) DO UPDATE SET version = p.version + 1, updated_at = EXCLUDED.updated_at, attempts = p.attempts + 1, reason = EXCLUDED.reason,
         state = 'waiting', mailbox_id = coalesce(EXCLUDED.mailbox_id, p.mailbox_id)
       RETURNING p.*
     ) SELECT ${POISON_COLUMNS} FROM p`,
    [newId(ctx.now.getTime()), ctx.now, mail.raw.sha256, mail.raw.bytes, mail.reason, mail.mailbox],
  );
  if (!row) throw new Error('INSERT … RETURNING gave no row');
  const poison = presentPoison(row);
  await ctx.publish('poison-mail.changed', poison);
  return poison;
}

/** Says what became of a set-aside mail. Repeated: nothing happens. Throws NOT_FOUND. */
export async function settlePoison(ctx: Ctx, id: string, state: 'taken-in' | 'dropped'): Promise<PoisonMail> {
  const { row, changes } = await change(ctx, PoisonMailRow, { id, expected: null }, { state });
  const poison = presentPoison(row);
  if (Object.keys(changes).length > 0) await ctx.publish('poison-mail.changed', poison);
  return poison;
}
