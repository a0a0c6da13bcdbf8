import type { Ctx } from '../context.js';

/** A SQL condition with its own parameters, written `$1`… as if alone. `bind` moves it to its place in a larger statement. */
export interface Condition {
  sql: string;
  params: readonly unknown[];
}

/** Renumbers a condition's parameters to follow `offset` others. */
export function bind(condition: Condition, offset: number): string {
  return condition.sql.replace(/\$(\d+)/g, (_all, n: string) => `$${Number(n) + offset}`);
}

/** All conditions at once; none at all is TRUE. */
export function and(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: 'TRUE', params: [] };
  const params: unknown[] = [];
  const parts = conditions.map((condition) => {
    const sql = bind(condition, params.length);
    params.push(...condition.params);
    return `(${sql})`;
  });
  return { sql: parts.join(' AND '), params };
}

/** True when the row of this id is there and the condition on the alias `t` holds for it: the usual shape of a policy. */
export async function holdsFor(ctx: Ctx, row: { table: string; id: string }, condition: Condition): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM ${row.table} t WHERE t.id = $1 AND (${bind(condition, 1)})`, [
    row.id,
    ...condition.params,
  ]);
  return rows.length > 0;
}
