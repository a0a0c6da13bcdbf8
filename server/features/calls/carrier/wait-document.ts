import { type Prompt, waitDocument } from '../../../adapters/telephony/port.js';
import { type Ctx, systemActor } from '../../../core/context.js';
import type { WebhookRequest } from '../../../core/http/webhook.js';
import type { Deps } from '../../../deps.js';
import { HOLD_MUSIC_NAME, planForQueue } from '../../queues/index.js';
import { CallEntity } from '../call.entity.js';
import { withCall } from '../call-work.js';
import { receiveCall } from '../receive-call.command.js';
import { inboundOf } from './caller-documents.js';
import { callIdOf } from './inbox.js';

/**
 * What a waiting caller hears: minutes of music, so that a restart of ours is heard by no one. A read, never stored, never replayed; only the
 * carrier's name of the queue is kept the first time, because fetching the caller later needs it. A caller we do not know is adopted.
 */
export async function waitDocumentFor(deps: Deps, request: WebhookRequest): Promise<string> {
  const plan = await deps.transaction(systemActor('carrier'), async (ctx) => {
    const call = await callThatWaits(ctx, request);
    const queueSid = request.params.QueueSid;
    if (call.queueSid === null && queueSid) await keepQueueSid(ctx, call.id, queueSid);
    return call.queueId === null ? null : planForQueue(ctx, call.queueId);
  });
  const prompts: readonly Prompt[] = plan?.waiting ?? [];
  const musicUrl = deps.telephony.publicUrl(plan?.musicUrl ?? `/media/${HOLD_MUSIC_NAME}`);
  return waitDocument({
    prompts: [...prompts],
    musicUrl,
    ...(plan === null ? {} : { everySeconds: plan.waitingEverySeconds }),
    ...(plan?.musicSeconds ? { musicSeconds: plan.musicSeconds } : {}),
  });
}

async function callThatWaits(ctx: Ctx, request: WebhookRequest): Promise<CallEntity> {
  const callId = callIdOf(request);
  const known = callId === null ? null : await ctx.db.getRepository(CallEntity).findOneBy({ id: callId });
  return known ?? (await receiveCall(ctx, inboundOf(request))).call;
}

async function keepQueueSid(ctx: Ctx, callId: string, queueSid: string): Promise<void> {
  await withCall(ctx, callId, ({ call }) => {
    call.queueSid = queueSid;
    return Promise.resolve();
  });
}
