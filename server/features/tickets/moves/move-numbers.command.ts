import type { Ctx } from '../../../core/context.js';

/** Makes every number that leads to a ticket lead to another one, its own too. Returns their counters. */
export async function moveNumbers(ctx: Ctx, fromId: string, toId: string): Promise<string[]> {
  const rows: { number: string }[] = await ctx.db.query(
    'WITH moved AS (UPDATE ticket_numbers SET ticket_id = $2 WHERE ticket_id = $1 RETURNING number) SELECT number FROM moved ORDER BY number',
    [fromId, toId],
  );
  return rows.map(({ number }) => number);
}

/** Gives numbers back that were moved, as far as they still lead where they were moved to. */
export async function giveNumbersBack(ctx: Ctx, numbers: readonly string[], way: { from: string; to: string }): Promise<void> {
  await ctx.db.query('UPDATE ticket_numbers SET ticket_id = $3 WHERE number = ANY($1::bigint[]) AND ticket_id = $2', [
    numbers,
    way.from,
    way.to,
  ]);
}
