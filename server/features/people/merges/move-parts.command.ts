import type { Ctx } from '../../../core/context.js';
import type { Restore } from './restore.js';

/** Rows that are part of a person, and when two of them say the same. */
const PARTS: readonly [table: string, isSame: string][] = [
  ['phone_numbers', 'o.e164 = t.e164 AND o.extension IS NOT DISTINCT FROM t.extension'],
  ['mail_addresses', 'o.address = t.address'],
  ['phone_hints', 'o.e164 = t.e164'],
  ['positions', 'o.company_id = t.company_id'],
  ['consents', 'false'],
];
/** Parts that have an order on their person: those that come go behind those that are there. */
const PLACED: ReadonlySet<string> = new Set(['phone_numbers', 'mail_addresses', 'positions']);

interface Pair {
  fromId: string;
  intoId: string;
}

/** Makes all that is part of `from` part of `into`; of what says the same one remains. Returns what gives it back. */
export async function moveParts(ctx: Ctx, pair: Pair): Promise<Pick<Restore, 'parts' | 'choices' | 'managed'>> {
  // Superiors close rings: whoever sets one waits for the others.
  await ctx.db.query(`SELECT pg_advisory_xact_lock(hashtext('people.managers'))`);
  const parts: Record<string, { id: string }[]> = {};
  for (const [table, isSame] of PARTS) parts[table] = await movePart(ctx, pair, { table, isSame });
  const managed: { id: string }[] = await ctx.db.query(
    `WITH led AS (UPDATE positions SET manager_id = CASE WHEN person_id <> $2 THEN $2::uuid END WHERE manager_id = $1 RETURNING id) SELECT id FROM led`,
    [pair.fromId, pair.intoId],
  );
  await openRings(ctx, pair.intoId, parts['positions'] ?? []);
  return { parts, managed: managed.map(({ id }) => id), choices: await moveChoices(ctx, pair) };
}

async function movePart(
  ctx: Ctx,
  { fromId, intoId }: Pair,
  { table, isSame }: { table: string; isSame: string },
): Promise<{ id: string }[]> {
  const [before]: { rows: { id: string }[] }[] = await ctx.db.query(
    `SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.id), '[]') AS rows FROM ${table} t WHERE person_id = $1`,
    [fromId],
  );
  const rows = before?.rows ?? [];
  if (rows.length === 0) return [];
  await ctx.db.query(
    `DELETE FROM ${table} t WHERE person_id = $1 AND EXISTS (SELECT 1 FROM ${table} o WHERE o.person_id = $2 AND ${isSame})`,
    [fromId, intoId],
  );
  const behind = PLACED.has(table) ? `, place = place + (SELECT coalesce(max(o.place) + 1, 0) FROM ${table} o WHERE o.person_id = $2)` : '';
  const primary =
    table === 'positions'
      ? ', is_primary = is_primary AND NOT EXISTS (SELECT 1 FROM positions o WHERE o.person_id = $2 AND o.is_primary)'
      : '';
  await ctx.db.query(`UPDATE ${table} SET person_id = $2${behind}${primary} WHERE person_id = $1`, [fromId, intoId]);
  return rows;
}

/** Nobody is above themselves: where the two stood above each other, the superiors that came along are let go. */
async function openRings(ctx: Ctx, intoId: string, positions: readonly { id: string }[]): Promise<void> {
  await ctx.db.query('UPDATE positions SET manager_id = NULL WHERE person_id = $1 AND manager_id = $1', [intoId]);
  const [ring]: { isRing: boolean }[] = await ctx.db.query(
    `WITH RECURSIVE above AS (SELECT manager_id AS id FROM positions WHERE person_id = $1 AND manager_id IS NOT NULL
       UNION SELECT o.manager_id FROM above JOIN positions o ON o.person_id = above.id WHERE o.manager_id IS NOT NULL)
     SELECT EXISTS (SELECT 1 FROM above WHERE id = $1) AS "isRing"`,
    [intoId],
  );
  if (ring?.isRing)
    await ctx.db.query('UPDATE positions SET manager_id = NULL WHERE id = ANY($1::uuid[])', [positions.map(({ id }) => id)]);
}

/** Choices among several on one number add up. */
async function moveChoices(ctx: Ctx, { fromId, intoId }: Pair): Promise<Restore['choices']> {
  const [before]: { rows: Restore['choices'] }[] = await ctx.db.query(
    `SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.e164, c.person_id), '[]') AS rows FROM number_choices c
     WHERE person_id = $1 OR (person_id = $2 AND e164 IN (SELECT e164 FROM number_choices WHERE person_id = $1))`,
    [fromId, intoId],
  );
  await ctx.db.query(
    `WITH gone AS (DELETE FROM number_choices WHERE person_id = $1 RETURNING *)
     INSERT INTO number_choices AS c (e164, person_id, times, last_at) SELECT e164, $2, times, last_at FROM gone
     ON CONFLICT (e164, person_id) DO UPDATE SET times = c.times + EXCLUDED.times, last_at = greatest(c.last_at, EXCLUDED.last_at)`,
    [fromId, intoId],
  );
  return before?.rows ?? [];
}

/** The way back: every row that was part of `from` is so again, as it was. */
export async function giveBackParts(ctx: Ctx, { fromId, intoId }: Pair, { parts, choices, managed }: Restore): Promise<void> {
  for (const [table, rows] of Object.entries(parts)) {
    await ctx.db.query(`DELETE FROM ${table} WHERE id = ANY($1::uuid[])`, [rows.map(({ id }) => id)]);
    await putBack(ctx, table, rows);
  }
  await ctx.db.query('UPDATE positions SET manager_id = $1 WHERE id = ANY($2::uuid[]) AND (manager_id = $3 OR person_id = $3)', [
    fromId,
    managed,
    intoId,
  ]);
  await ctx.db.query('DELETE FROM number_choices WHERE person_id = ANY($1::uuid[]) AND e164 = ANY($2::text[])', [
    [fromId, intoId],
    choices.map(({ e164 }) => e164),
  ]);
  await putBack(ctx, 'number_choices', choices);
}

/** Columns that came with an update since the rows were kept have their default. */
async function putBack(ctx: Ctx, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
  if (columns.length === 0) return;
  await ctx.db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}
