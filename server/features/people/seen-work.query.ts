import type { Actor, Ctx } from '../../core/context.js';
import { bind, type Condition } from '../../core/db/condition.js';

/** Who may see a row of tickets or tasks, by the policy of those features; handed in where the house is put together. */
type Sight = (actor: Actor, alias: string) => Condition;
/** What of other features' work shows on people and companies. */
export interface WorkSight {
  ticketVisibleTo: Sight;
  taskVisibleTo: Sight;
}

/**
 * How many open tickets of each of these people or companies the actor may see; none: no entry. The facts count every team's, for ranking: shown, they
 * would tell what a team keeps to itself. Indexes: tickets_person, tickets_company.
 */
async function countSeen(
  ctx: Ctx,
  sight: WorkSight,
  whose: { column: 'person_id' | 'company_id'; ids: string[] },
): Promise<Map<string, number>> {
  const visible = sight.ticketVisibleTo(ctx.actor, 't');
  const rows: { id: string; n: number }[] = await ctx.db.query(
    `SELECT t.${whose.column} AS id, count(*)::int AS n FROM tickets t
     WHERE t.${whose.column} = ANY($1::uuid[]) AND t.ended_at IS NULL AND (${bind(visible, 1)}) GROUP BY 1`,
    [whose.ids, ...visible.params],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** The same rows with the open tickets the actor may see. Asks nothing where the facts know of none. */
export async function withSeenTickets<R extends { id: string; openTickets: number }>(
  ctx: Ctx,
  sight: WorkSight,
  { column, rows }: { column: 'person_id' | 'company_id'; rows: readonly R[] },
): Promise<R[]> {
  const ids = rows.filter((row) => row.openTickets > 0).map((row) => row.id);
  if (ids.length === 0) return [...rows];
  const seen = await countSeen(ctx, sight, { column, ids });
  return rows.map((row) => ({ ...row, openTickets: seen.get(row.id) ?? 0 }));
}

/** The hours of the earliest open promises to these people that the actor may see. Index: tasks_person. */
export async function promisesSeen(ctx: Ctx, sight: WorkSight, personIds: readonly string[]): Promise<Map<string, Date>> {
  const visible = sight.taskVisibleTo(ctx.actor, 't');
  const rows: { id: string; at: Date }[] = await ctx.db.query(
    `SELECT t.person_id AS id, min(t.due_at) AS at FROM tasks t
     WHERE t.person_id = ANY($1::uuid[]) AND t.state = 'open' AND t.kind = 'promise' AND (${bind(visible, 1)}) GROUP BY 1`,
    [personIds, ...visible.params],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
