import * as z from 'zod/mini';
import { type Ctx, defineJob, systemActor } from '../../core/context.js';
import { handleJob, type JobHandler } from '../../core/feature.js';
import { recountQuietly } from './recount.command.js';

/** Whose tickets; everybody's where neither is given. */
const whose = z.object({ companyId: z.optional(z.uuid()), personId: z.optional(z.uuid()) });
const recountAll = defineJob({ name: 'sla.recount-all', schema: whose, queue: () => 'sla', maxAttempts: 25 });
/** Tickets counted in one transaction: their locks are held no longer than a blink. */
const BATCH = 50;

/** The rules changed: every open ticket is counted anew, behind the commit. A change while that goes on begins once more. */
export function recountOpen(ctx: Ctx): Promise<void> {
  return ctx.enqueue(recountAll, {}, { key: 'sla.recount-all' });
}

/**
 * What policies ask of a company, a person or the reasons changed: the open tickets it concerns are counted anew, behind the commit. Nothing happens where no
 * active policy asks for `condition`.
 */
export async function recountOpenOf(ctx: Ctx, condition: 'tiers' | 'reasonIds', of: z.infer<typeof whose>): Promise<void> {
  const asked: unknown[] = await ctx.db.query(
    'SELECT 1 FROM sla_policies WHERE is_active AND jsonb_array_length(conditions -> $1::text) > 0 LIMIT 1',
    [condition],
  );
  const whom = of.companyId ?? of.personId;
  if (asked.length > 0) await ctx.enqueue(recountAll, of, { key: whom ? `sla.recount-all:${whom}` : 'sla.recount-all' });
}

/** Goes through the open tickets in the order of their ids. Begun again after a crash it finds what is done already unchanged. */
export const recountAllJob: JobHandler = handleJob(recountAll, async ({ companyId = null, personId = null }, { transaction }) => {
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    const from: string = after;
    after = await transaction(systemActor('service levels'), async (ctx): Promise<string | null> => {
      const rows: { id: string }[] = await ctx.db.query(
        `SELECT id FROM tickets WHERE ended_at IS NULL AND id > $1 AND ($3::uuid IS NULL OR company_id = $3) AND ($4::uuid IS NULL OR person_id = $4)
         ORDER BY id LIMIT $2`,
        [from, BATCH, companyId, personId],
      );
      if (rows.length > 0)
        await recountQuietly(
          ctx,
          rows.map(({ id }) => id),
        );
      return rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
    });
  }
});
