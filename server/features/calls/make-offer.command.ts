import type { CallerCard } from '../../../shared/models/caller-card.js';
import type { Offer } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { insertRow } from '../../core/db/rows.js';
import { newId } from '../../core/id.js';
import { reserveAgent } from '../agents/index.js';
import type { QueuePlan } from '../queues/index.js';
import type { CallEntity } from './call.entity.js';
import { presentCall } from './call.presenter.js';
import { offerExpire } from './call-deadlines.js';
import { advance } from './call-machine.js';
import { withCall } from './call-work.js';
import { callerCard } from './card/caller-card.query.js';
import { OfferEntity } from './offer.entity.js';

/** What an offer needs to know of the call's queue. */
export type OfferingQueue = Pick<NonNullable<QueuePlan['queue']>, 'id' | 'name' | 'serviceLevelSeconds' | 'offerSeconds'>;

/** A waiting call and a free agent. */
export interface Match {
  callId: string;
  agentId: string;
}

/**
 * Puts a waiting call to an agent: reserved by compare-and-set, rung until the queue's time is over, told with the whole caller card. False when the
 * call no longer waits or the agent is no longer free; nothing happened then.
 */
export async function makeOffer(ctx: Ctx, match: Match, queue: OfferingQueue): Promise<boolean> {
  return withCall(ctx, match.callId, async (work) => {
    const { call } = work;
    if (call.state !== 'QUEUED') return false;
    // Read while the agent is being reserved: nothing that follows is on it.
    const card = callerCard(ctx, call, match.agentId);
    card.catch(() => undefined);
    const reserved = await reserveAgent(ctx, match.agentId, { callId: call.id, queueId: call.queueId });
    if (!reserved) return false;
    const offer = newOffer(ctx, match, { fence: reserved.fence, seconds: queue.offerSeconds });
    insertRow(ctx, OfferEntity, offer);
    await advance(work, 'offer.made');
    work.moment('offer.made', { offerId: offer.id, seconds: queue.offerSeconds }, match.agentId);
    await ctx.deadline(offerExpire, offer.id, offer.expiresAt, { callId: call.id, offerId: offer.id });
    work.afterSave(async () => ctx.publish('offer.made', presentOffer(offer, { call, card: await card }, queue), { isAwaited: true }));
    return true;
  });
}

function newOffer(ctx: Ctx, match: Match, terms: { fence: number; seconds: number }): OfferEntity {
  return Object.assign(new OfferEntity(), {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    callId: match.callId,
    agentId: match.agentId,
    state: 'OFFERED' as const,
    madeAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + terms.seconds * 1000),
    closedAt: null,
    nonce: null,
    fence: terms.fence,
  });
}

/** An offer as the agent's console paints it, without another request. */
export function presentOffer(
  offer: OfferEntity,
  { call, card }: { call: CallEntity; card: CallerCard },
  queue: Omit<OfferingQueue, 'offerSeconds'>,
): Offer {
  return {
    id: offer.id,
    version: offer.version,
    callId: call.id,
    agentId: offer.agentId,
    madeAt: offer.madeAt.toISOString(),
    ringUntil: offer.expiresAt.toISOString(),
    queue: { id: queue.id, name: queue.name, serviceLevelSeconds: queue.serviceLevelSeconds },
    waitedMs: Math.max(0, offer.madeAt.getTime() - (call.queuedAt ?? call.arrivedAt).getTime()),
    call: presentCall(call),
    card,
  };
}
