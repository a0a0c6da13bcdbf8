import type { ChangeEntry } from '../../../shared/models/people.js';
import type { Ctx } from '../../core/context.js';
import { readCursor, writeCursor } from '../../core/db/cursor.js';
import { found } from '../../core/errors.js';

interface Row {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string;
  action: string;
  changes: Record<string, [unknown, unknown]>;
}
/** Columns the product keeps for itself; people do not read about them. */
const INTERNAL: ReadonlySet<string> = new Set(['sortName']);

/** One page of who changed what, newest first. Throws NOT_FOUND for a thing that does not exist. */
export async function listChanges(
  ctx: Ctx,
  table: 'persons' | 'companies',
  input: { id: string; cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: ChangeEntry[]; cursor: string | null }> {
  const limit = input.limit ?? 50;
  const known: unknown[] = await ctx.db.query(`SELECT 1 FROM ${table} WHERE id = $1`, [input.id]);
  found(known[0], table === 'persons' ? 'person' : 'company');
  const before = input.cursor ? (readCursor(input.cursor, 1)[0] ?? null) : null;
  const rows: Row[] = await ctx.db.query(
    `SELECT id, at, actor_id AS "actorId", actor_name AS "actorName", action, changes FROM audit
     WHERE entity = $1 AND entity_id = $2 AND ($3::bigint IS NULL OR id < $3::bigint) ORDER BY id DESC LIMIT $4`,
    [table, input.id, before, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    at: row.at.toISOString(),
    changes: Object.entries(row.changes)
      .filter(([field]) => !INTERNAL.has(field))
      .map(([field, [from, to]]) => ({ field, from, to })),
  }));
  return { items, cursor: rows.length > limit ? writeCursor([items.at(-1)?.id ?? null]) : null };
}
