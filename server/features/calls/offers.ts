import { nextOfferState, type OfferEvent, OPEN_OFFER_STATES } from '../../../shared/domain/offer-state.js';
import type { Ctx } from '../../core/context.js';
import { readRow, updateRow } from '../../core/db/rows.js';
import { setActivity } from '../agents/index.js';
import { offerExpire } from './call-deadlines.js';
import type { CallWork } from './call-work.js';
import { OfferEntity } from './offer.entity.js';

/** The open offer of a call, or null. The call's lock covers it. */
export function openOfferOf(ctx: Ctx, callId: string): Promise<OfferEntity | null> {
  return readRow(ctx, OfferEntity, 'WHERE t.call_id = $1 AND t.state = ANY($2)', [callId, OPEN_OFFER_STATES]);
}

/** The newest offer of a call to an agent, open or not. */
export function lastOfferTo(ctx: Ctx, callId: string, agentId: string): Promise<OfferEntity | null> {
  return readRow(ctx, OfferEntity, 'WHERE t.call_id = $1 AND t.agent_id = $2 ORDER BY t.made_at DESC, t.id DESC LIMIT 1', [
    callId,
    agentId,
  ]);
}

/** Writes what changed of an offer as a new version. */
export function patchOffer(ctx: Ctx, offer: OfferEntity, patch: Partial<OfferEntity>): void {
  Object.assign(offer, patch, { version: offer.version + 1, updatedAt: ctx.now });
  updateRow(ctx, OfferEntity, offer.id, { ...patch, version: offer.version, updatedAt: ctx.now });
}

const REACH: Partial<Record<OfferEvent, 'missed-call' | 'no-connection'>> = { 'timed-out': 'missed-call', failed: 'no-connection' };

/**
 * Moves an offer; when that ends it without a connection, the agent is free at once (after a miss with reach *missed call*; after a voice that never
 * came the phone has to report again) and every screen of the agent closes its card. Returns false when the offer was over already: somebody else won.
 */
export async function moveOffer(work: CallWork, offer: OfferEntity, event: OfferEvent): Promise<boolean> {
  const { ctx } = work;
  const next = nextOfferState(offer.state, event);
  if (next.kind !== 'moved') return false;
  const isOver = !OPEN_OFFER_STATES.includes(next.state);
  const hadRung = offer.state === 'OFFERED';
  patchOffer(ctx, offer, { state: next.state, closedAt: isOver ? ctx.now : null });
  work.moment(`offer.${next.state.toLowerCase()}`, { offerId: offer.id }, offer.agentId);
  if (hadRung) await ctx.cancelDeadline(offerExpire, offer.id);
  if (isOver && next.state !== 'CONNECTED') await releaseAgent(ctx, offer.agentId, REACH[event]);
  if (isOver || next.state === 'ACCEPTED') await announceEnd(ctx, offer);
  return true;
}

async function announceEnd(ctx: Ctx, offer: OfferEntity): Promise<void> {
  if (offer.state === 'OFFERED' || offer.state === 'CONNECTING') return;
  await ctx.publish('offer.closed', {
    id: offer.id,
    version: offer.version,
    callId: offer.callId,
    agentId: offer.agentId,
    end: offer.state,
  });
}

/** The agent has nothing to do with the call any more. */
export async function releaseAgent(ctx: Ctx, agentId: string, reach?: 'missed-call' | 'no-connection'): Promise<void> {
  await setActivity(ctx, agentId, 'free', reach === undefined ? {} : { reach });
}
