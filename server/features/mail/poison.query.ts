import type { listPoisonMails as operation } from '../../../shared/contract/mail.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { readCursor, writeCursor } from '../../core/db/cursor.js';
import { found } from '../../core/errors.js';
import type { PoisonMailRow } from './mail.entities.js';
import { POISON_COLUMNS, presentPoison } from './poison.command.js';

const USUAL = 50;

/** Set-aside mails, newest first. Index: poison_mails_received. */
export async function listPoisonMails(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const limit = input.limit ?? USUAL;
  const [at, id] = input.cursor === undefined ? [] : readCursor(input.cursor, 2);
  const rows: PoisonMailRow[] = await ctx.db.query(
    `SELECT ${POISON_COLUMNS} FROM poison_mails p WHERE $1::timestamptz IS NULL OR (p.received_at, p.id) < ($1::timestamptz, $2::uuid)
     ORDER BY p.received_at DESC, p.id DESC LIMIT $3`,
    [at ?? null, id ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(presentPoison);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? writeCursor([last.receivedAt, last.id]) : null };
}

/** A set-aside mail, with the address of its mailbox. Throws NOT_FOUND. */
export async function poisonMail(ctx: Ctx, id: string): Promise<{ id: string; rawSha256: string; bytes: number; mailbox: string | null }> {
  const rows: { id: string; rawSha256: string; bytes: string; mailbox: string | null }[] = await ctx.db.query(
    'SELECT p.id, p.raw_sha256 AS "rawSha256", p.bytes, b.address AS mailbox FROM poison_mails p LEFT JOIN mailboxes b ON b.id = p.mailbox_id WHERE p.id = $1',
    [id],
  );
  const row = found(rows[0], 'set-aside mail');
  return { ...row, bytes: Number(row.bytes) };
}
