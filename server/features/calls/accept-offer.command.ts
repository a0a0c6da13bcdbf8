import { randomBytes } from 'node:crypto';
import { CALL_DEADLINE_SECONDS } from '../../../shared/domain/call-state.js';
import type { VoiceTicket } from '../../../shared/models/calls.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { agentId } from './actor.js';
import { advance } from './call-machine.js';
import { type CallWork, withCall } from './call-work.js';
import { openDesk } from './desk/desk.query.js';
import type { OfferEntity } from './offer.entity.js';
import { lastOfferTo, moveOffer, patchOffer } from './offers.js';

/** A one-use key for a device, 144 random bits. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/**
 * Takes the call offered to me: under the call's lock OFFERED becomes ACCEPTED exactly once, and the device gets its one-use key. Accepting again before
 * the device came gives the same key. Throws OFFER_GONE (rang out, taken back), CALL_ALREADY_TAKEN (somebody else has it), NOT_FOUND.
 */
export async function acceptOffer(ctx: Ctx, input: { callId: string }): Promise<VoiceTicket> {
  const me = agentId(ctx);
  return withCall(ctx, input.callId, async (work) => {
    const offer = await lastOfferTo(ctx, input.callId, me);
    if (!offer) return takenOrUnknown(work, me);
    if (offer.state === 'ACCEPTED') return voiceTicket(work, found(offer.nonce, 'key'));
    if (offer.state !== 'OFFERED') throw gone(offer);
    const nonce = newNonce();
    patchOffer(ctx, offer, { nonce });
    await moveOffer(work, offer, 'accepted');
    work.call.agentId = me;
    await advance(work, 'offer.accepted');
    if (work.call.answeredAt === null) await openDesk(ctx, work.call.id, me);
    return voiceTicket(work, nonce);
  });
}

function voiceTicket({ call }: CallWork, nonce: string): VoiceTicket {
  const before = call.stateSince.getTime() + CALL_DEADLINE_SECONDS.CONNECTING * 1000;
  return { callId: call.id, params: { nonce }, connectBefore: new Date(before).toISOString() };
}

function gone(offer: OfferEntity): AppError {
  return new AppError('OFFER_GONE', 'This offer is over.', { end: offer.state });
}

function takenOrUnknown({ call }: CallWork, me: string): never {
  if (call.agentId !== null && call.agentId !== me) {
    throw new AppError('CALL_ALREADY_TAKEN', 'Another agent has this call.', { state: call.state });
  }
  throw new AppError('OFFER_GONE', 'This call is not offered to you.', { end: 'RESCINDED' });
}
