import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import type { Ctx } from '../../../core/context.js';

/** Where rows go, and whence: the other way round once the merge was undone. */
export function directionOfMerge({ fromId, intoId, undoneAt }: PersonMerge): { from: string; to: string } {
  return undoneAt === null ? { from: fromId, to: intoId } : { from: intoId, to: fromId };
}

/** Tables that name the person something happened with, and how many rows go along in one transaction: those of which each is told by itself are dear. */
const PORTIONS = { tickets: 100, interactions: 5000, tasks: 100, calls: 100, lost_calls: 100 } as const;
type Carried = keyof typeof PORTIONS;

/**
 * The next rows of a table that go along with a merge of people, the latest first, locked and written into its ledger; when it is undone, those of the ledger
 * that still stand where they were taken. Moving them is the caller's.
 */
export async function rowsOfMerge(ctx: Ctx, merge: PersonMerge, table: Carried): Promise<string[]> {
  const sql = merge.undoneAt === null ? takeOf(table) : giveBackOf(table);
  const rows: { id: string }[] = await ctx.db.query(sql, [merge.id, directionOfMerge(merge).from]);
  return rows.map(({ id }) => id);
}

/** Whether there are rows that have not gone along yet. */
export async function isAnythingLeft(ctx: Ctx, merge: PersonMerge): Promise<boolean> {
  const left = (Object.keys(PORTIONS) as Carried[]).map((table) => `EXISTS (${leftOf(table, merge)})`);
  // `$1` is not asked for while all that stands on the person goes along.
  const [row]: { isLeft: boolean }[] = await ctx.db.query(`SELECT $1::uuid IS NOT NULL AND (${left.join(' OR ')}) AS "isLeft"`, [
    ...[merge.id, directionOfMerge(merge).from],
  ]);
  return row?.isLeft === true;
}

function leftOf(table: Carried, { undoneAt }: Pick<PersonMerge, 'undoneAt'>): string {
  const ledger = `JOIN person_merged_rows r ON r.row_id = t.id AND r.merge_id = $1 AND r.kind = '${table}'`;
  return `SELECT t.id FROM ${table} t ${undoneAt === null ? '' : ledger} WHERE t.person_id = $2`;
}

// Chosen first and locked in the order of their ids, as whoever locks several does.
const takeOf = (table: Carried) => `
  WITH taken AS (SELECT id FROM ${table} WHERE person_id = $2 AND id IN (${leftOf(table, { undoneAt: null })} ORDER BY t.id DESC LIMIT ${PORTIONS[table]}) ORDER BY id FOR UPDATE),
    noted AS (INSERT INTO person_merged_rows (merge_id, kind, row_id) SELECT $1, '${table}', id FROM taken ON CONFLICT DO NOTHING)
  SELECT id FROM taken`;
const giveBackOf = (table: Carried) => `
  SELECT id FROM ${table} WHERE person_id = $2 AND id IN (${leftOf(table, { undoneAt: '' })} ORDER BY t.id DESC LIMIT ${PORTIONS[table]}) ORDER BY id FOR UPDATE`;
