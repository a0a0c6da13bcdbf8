import { type Ctx, systemActor, type Transaction } from '../../../core/context.js';
import { isUniqueViolation } from '../../../core/errors.js';
import type { WebhookRequest } from '../../../core/http/webhook.js';

/** Identifies one request for a document: a retry of the carrier has the same key and gets the same answer. */
export interface DocumentKey {
  callSid: string;
  step: string;
  visit: string;
}

/**
 * Answers a request for a document in one transaction, and a repetition of it with the stored answer, whether it comes later or at the same time.
 * Nothing is stored when `run` throws: the next try runs again.
 */
export async function answerOnce(
  transaction: Transaction,
  request: WebhookRequest,
  key: DocumentKey,
  run: (ctx: Ctx) => Promise<{ xml: string; callId?: string }>,
): Promise<string> {
  const dedupeKey = `tw:${key.callSid}:${key.step}:${key.visit}`;
  const actor = systemActor('carrier');
  const answered = transaction(actor, async (ctx) => {
    // First, and not waited for: of two at the same time the second stands here until the first is done, and then fails as a whole.
    ctx.write(
      `INSERT INTO webhook_receipts (dedupe_key, family, call_sid, params, state, token, received_at) VALUES ($1, 'document', $2, $3, 'DONE', $4, $5)`,
      [dedupeKey, key.callSid, JSON.stringify(request.params), request.idempotencyToken, ctx.now],
    );
    const { xml, callId } = await run(ctx);
    const facts = [dedupeKey, xml, callId ?? null, ctx.now];
    ctx.write('UPDATE webhook_receipts SET answer = $2, call_id = $3, processed_at = $4 WHERE dedupe_key = $1', facts);
    return xml;
  });
  return answered.catch((error: unknown) => {
    if (!isUniqueViolation(error, 'webhook_receipts_dedupe_key_key')) throw error;
    return transaction(actor, (ctx) => storedAnswer(ctx, dedupeKey), { readOnly: true });
  });
}

async function storedAnswer(ctx: Ctx, dedupeKey: string): Promise<string> {
  const rows: { answer: string | null }[] = await ctx.db.query('SELECT answer FROM webhook_receipts WHERE dedupe_key = $1', [dedupeKey]);
  const answer = rows[0]?.answer;
  if (answer === undefined || answer === null) throw new Error(`document ${dedupeKey} was answered, but not stored`);
  return answer;
}
