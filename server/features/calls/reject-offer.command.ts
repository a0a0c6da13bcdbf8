import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { agentId } from './actor.js';
import { advance } from './call-machine.js';
import { withCall } from './call-work.js';
import { lastOfferTo, moveOffer } from './offers.js';

/** Declines the call offered to me; the caller keeps the place, I stay ready. Repeated: nothing. Throws OFFER_GONE. */
export async function rejectOffer(ctx: Ctx, input: { callId: string }): Promise<{ ok: true }> {
  const me = agentId(ctx);
  return withCall(ctx, input.callId, async (work) => {
    const offer = await lastOfferTo(ctx, input.callId, me);
    if (offer?.state === 'REJECTED') return { ok: true };
    if (offer?.state !== 'OFFERED') throw new AppError('OFFER_GONE', 'This offer is over.', { end: offer?.state ?? 'RESCINDED' });
    await moveOffer(work, offer, 'rejected');
    await advance(work, 'offer.closed');
    return { ok: true };
  });
}
