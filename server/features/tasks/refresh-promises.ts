import type { Ctx } from '../../core/context.js';
import { refreshPersonFacts } from '../people/index.js';
import type { TaskRow } from './task.entity.js';

/** Tells people's facts when the earliest open promise of somebody may have moved: of those the task was for, and those it is for now. */
export async function refreshPromises(ctx: Ctx, ...rows: readonly TaskRow[]): Promise<void> {
  if (rows.every((row) => row.kind !== 'promise')) return;
  for (const personId of present(rows.map((row) => row.personId))) {
    await refreshPersonFacts(ctx, { personId }, { nextPromiseAt: await earliest(ctx, 'person_id', personId) });
  }
  for (const companyId of present(rows.map((row) => row.companyId))) {
    await refreshPersonFacts(ctx, { companyId }, { nextPromiseAt: await earliest(ctx, 'company_id', companyId) });
  }
}

async function earliest(ctx: Ctx, column: 'person_id' | 'company_id', id: string): Promise<Date | null> {
  const rows: { at: Date | null }[] = await ctx.db.query(
    `SELECT min(due_at) AS at FROM tasks WHERE ${column} = $1 AND state = 'open' AND kind = 'promise'`,
    [id],
  );
  return rows[0]?.at ?? null;
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
