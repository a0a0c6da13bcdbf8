import type { personMerges as operation } from '../../../../shared/contract/person-merges.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { personNameSql } from '../person-name.js';
import { currentPersonId } from './current-person.query.js';
import { type MergeColumns, presentMerge } from './merge.presenter.js';

type Row = MergeColumns & { otherId: string; otherName: string; isUntouched: boolean };

/** The merges of a person that stand, the latest first, and where a merged one is now. Indexes: person_merges_from, person_merges_into. Throws NOT_FOUND. */
export async function personMerges(ctx: Ctx, { personId }: { personId: string }): Promise<OutputOf<typeof operation>> {
  const known: unknown[] = await ctx.db.query('SELECT 1 FROM persons WHERE id = $1', [personId]);
  found(known[0] ?? null, 'person');
  const rows: Row[] = await ctx.db.query(
    `SELECT m.id, m.version, m.created_at AS "createdAt", m.from_id AS "fromId", m.into_id AS "intoId", m.by_id AS "byId", m.undone_at AS "undoneAt",
       o.id AS "otherId", ${personNameSql('o')} AS "otherName",
       (SELECT count(*) FROM persons p WHERE (p.id = m.from_id AND p.version = m.from_version) OR (p.id = m.into_id AND p.version = m.into_version)) = 2 AS "isUntouched"
     FROM person_merges m JOIN persons o ON o.id = CASE WHEN m.from_id = $1 THEN m.into_id ELSE m.from_id END
     WHERE (m.from_id = $1 OR m.into_id = $1) AND m.undone_at IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 50`,
    [personId],
  );
  const now = await currentPersonId(ctx, personId);
  return {
    nowId: now === personId ? null : now,
    items: rows.map((row) => ({
      merge: presentMerge(row),
      other: { id: row.otherId, name: row.otherName },
      canUndo: row.isUntouched,
    })),
  };
}
