import type { DataSource } from 'typeorm';
import type { WebhookRequest } from '../../../core/http/webhook.js';

/** What our ids look like; anything else in an address is not ours. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Our call's id in a callback's address, when it is one. */
export function callIdOf(request: WebhookRequest): string | null {
  const id = request.query.i ?? '';
  return UUID.test(id) ? id : null;
}

/** Which callback this is: a duplicate or a replay has the same key (voice.md §6.1). The family comes from the path, never from the fields. */
function dedupeKeyOf(family: 'call' | 'conference', params: Record<string, string>): string {
  const { CallSid = '', CallStatus = '', SequenceNumber = '', ConferenceSid = '', StatusCallbackEvent = '' } = params;
  return family === 'call'
    ? `cp:${CallSid}:${CallStatus}:${SequenceNumber}:number`
    : `cf:${ConferenceSid}:${SequenceNumber}:${StatusCallbackEvent}:${CallSid}`;
}

/** Keeps a callback durably before it is answered with 204. What it means is worked out afterwards, in order. */
export async function receiveCallback(dataSource: DataSource, family: 'call' | 'conference', request: WebhookRequest): Promise<void> {
  const visit = Number(request.query.v ?? 0);
  // One statement is a transaction by itself: a door that writes nothing else needs no other.
  await dataSource.query(
    `INSERT INTO webhook_receipts (dedupe_key, family, call_sid, call_id, visit, params, state, token, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'PENDING', $7, $8) ON CONFLICT (dedupe_key) DO NOTHING`,
    [
      dedupeKeyOf(family, request.params),
      family,
      request.params.CallSid ?? '',
      callIdOf(request),
      Number.isSafeInteger(visit) ? visit : 0,
      JSON.stringify(request.params),
      request.idempotencyToken,
      request.receivedAt,
    ],
  );
}
