import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import type { Ctx } from '../../../core/context.js';

/** Where rows go, and whence: the other way round once the merge was undone. */
export function directionOfMerge({ fromId, intoId, undoneAt }: PersonMerge): { from: string; to: string } {
  return undoneAt === null ? { from: fromId, to: intoId } : { from: intoId, to: fromId };
}

/**
 * The rows of a table that go along with a merge of people, locked and written into its ledger; when it is undone, those of the ledger that still stand where
 * they were taken. Moving them is the caller's.
 */
export async function rowsOfMerge(
  ctx: Ctx,
  merge: PersonMerge,
  table: 'tickets' | 'interactions' | 'tasks' | 'calls' | 'lost_calls',
): Promise<string[]> {
  const { from } = directionOfMerge(merge);
  const rows: { id: string }[] =
    merge.undoneAt === null
      ? await ctx.db.query(
          `WITH taken AS (SELECT id FROM ${table} WHERE person_id = $2 ORDER BY id FOR UPDATE)
           INSERT INTO person_merged_rows (merge_id, kind, row_id) SELECT $1, $3, id FROM taken ON CONFLICT DO NOTHING RETURNING row_id AS id`,
          [merge.id, from, table],
        )
      : await ctx.db.query(
          `SELECT t.id FROM ${table} t JOIN person_merged_rows r ON r.row_id = t.id AND r.merge_id = $2 AND r.kind = $3
           WHERE t.person_id = $1 ORDER BY t.id FOR UPDATE OF t`,
          [from, merge.id, table],
        );
  return rows.map(({ id }) => id);
}
