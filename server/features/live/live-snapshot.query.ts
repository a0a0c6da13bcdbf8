import type { LiveSnapshot } from '../../../shared/models/live.js';
import type { Ctx } from '../../core/context.js';
import { watchableBy } from '../queues/index.js';
import { queueFigures } from './queue-figures.query.js';

/** Ids of the active queues the actor may watch. */
export async function watchedQueueIds(ctx: Ctx): Promise<string[]> {
  const visible = watchableBy(ctx.actor, 'q');
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT q.id FROM queues q WHERE q.is_active AND (${visible.sql}) ORDER BY q.name, q.id`,
    [...visible.params],
  );
  return rows.map((row) => row.id);
}

/** Figures of the active queues the actor may watch: the same function that feeds the boards. */
export async function liveSnapshot(ctx: Ctx): Promise<LiveSnapshot> {
  return { asOf: ctx.now.toISOString(), queues: await queueFigures(ctx, await watchedQueueIds(ctx)) };
}
