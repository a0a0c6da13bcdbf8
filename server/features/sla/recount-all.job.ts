import * as z from 'zod/mini';
import { type Ctx, defineJob, systemActor } from '../../core/context.js';
import { handleJob, type JobHandler } from '../../core/feature.js';
import { recountQuietly } from './recount.command.js';

const recountAll = defineJob({ name: 'sla.recount-all', schema: z.object({}), queue: () => 'sla', maxAttempts: 25 });
/** Tickets counted in one transaction: their locks are held no longer than a blink. */
const BATCH = 50;

/** The rules changed: every open ticket is counted anew, behind the commit. A change while that goes on begins once more. */
export function recountOpen(ctx: Ctx): Promise<void> {
  return ctx.enqueue(recountAll, {}, { key: 'sla.recount-all' });
}

/** Goes through the open tickets in the order of their ids. Begun again after a crash it finds what is done already unchanged. */
export const recountAllJob: JobHandler = handleJob(recountAll, async (_payload, { transaction }) => {
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    const from: string = after;
    after = await transaction(systemActor('service levels'), async (ctx): Promise<string | null> => {
      const rows: { id: string }[] = await ctx.db.query('SELECT id FROM tickets WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2', [
        from,
        BATCH,
      ]);
      if (rows.length > 0)
        await recountQuietly(
          ctx,
          rows.map(({ id }) => id),
        );
      return rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
    });
  }
});
