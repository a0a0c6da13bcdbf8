import { createHash } from 'node:crypto';
import type { Ctx } from '../context.js';
import { AppError } from '../errors.js';

/** Answers are kept this long for a repeated key. */
export const IDEMPOTENCY_HOURS = 24;

/** Fingerprint of an operation's input: the same key with another input is a client's mistake, not a repetition. */
export function inputHash(operation: string, input: unknown): string {
  return createHash('sha256').update(operation).update('\n').update(JSON.stringify(input)).digest('base64url');
}

/**
 * Runs a mutation once per (actor, key). A repetition gets the kept answer without running; one that arrives while the first still
 * runs waits for it on the row lock. The answer is kept in the mutation's own transaction, so that both happen or neither.
 */
export async function once(
  ctx: Ctx,
  claim: { key: string; operation: string; hash: string },
  run: () => Promise<unknown>,
): Promise<{ answer: unknown; isRepeat: boolean }> {
  if (ctx.actor.kind !== 'agent') return { answer: await run(), isRepeat: false };
  const inserted: unknown[] = await ctx.db.query(
    `INSERT INTO idempotency_keys (actor_id, key, operation, input_hash, status, answer, created_at) VALUES ($1, $2, $3, $4, 0, 'null', $5)
     ON CONFLICT (actor_id, key) DO NOTHING RETURNING 1`,
    [ctx.actor.id, claim.key, claim.operation, claim.hash, ctx.now],
  );
  if (inserted.length === 0) return { answer: await kept(ctx, claim), isRepeat: true };
  const answer = await run();
  await ctx.db.query('UPDATE idempotency_keys SET status = 200, answer = $3 WHERE actor_id = $1 AND key = $2', [
    ctx.actor.id,
    claim.key,
    JSON.stringify(answer ?? null),
  ]);
  return { answer, isRepeat: false };
}

async function kept(ctx: Ctx, claim: { key: string; hash: string }): Promise<unknown> {
  const rows: { input_hash: string; answer: unknown }[] = await ctx.db.query(
    'SELECT input_hash, answer FROM idempotency_keys WHERE actor_id = $1 AND key = $2',
    [ctx.actor.id, claim.key],
  );
  const row = rows[0];
  if (!row) throw new AppError('CONFLICT', 'The first request with this Idempotency-Key failed meanwhile; send it again.');
  if (row.input_hash !== claim.hash)
    throw new AppError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for a different request; make a new one.');
  return row.answer;
}
