import type { LiveSnapshot } from '../../../shared/models/live.js';
import type { Ctx } from '../../core/context.js';
import { watchableBy } from '../queues/index.js';
import { queueFigures } from './queue-figures.query.js';

/** Figures of the active queues the actor may watch: the same function that feeds the boards. */
export async function liveSnapshot(ctx: Ctx): Promise<LiveSnapshot> {
  const visible = watchableBy(ctx.actor, 'q');
  const rows: { id: string }[] = await ctx.db.query(`SELECT q.id FROM queues q WHERE q.is_active AND (${visible.sql})`, [
    ...visible.params,
  ]);
  return {
    asOf: ctx.now.toISOString(),
    queues: await queueFigures(
      ctx,
      rows.map((row) => row.id),
    ),
  };
}
