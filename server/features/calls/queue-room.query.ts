import type { Ctx } from '../../core/context.js';

/** Callers who wait in a queue now, those ringing at an agent included. */
export async function waitingIn(ctx: Ctx, queueId: string): Promise<number> {
  const rows: { n: number }[] = await ctx.db.query(
    `SELECT count(*)::int AS n FROM calls WHERE queue_id = $1 AND state <> 'ENDED' AND state IN ('QUEUED', 'OFFERING')`,
    [queueId],
  );
  return rows[0]?.n ?? 0;
}

/** True when at least one member of the queue is signed in to take calls, even if busy or on pause. */
export async function isAnyoneHere(ctx: Ctx, queueId: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    `SELECT 1 FROM queue_members m JOIN presences p ON p.account_id = m.account_id
     WHERE m.queue_id = $1 AND p.intent <> 'off' AND p.reach <> 'no-connection' LIMIT 1`,
    [queueId],
  );
  return rows.length > 0;
}
