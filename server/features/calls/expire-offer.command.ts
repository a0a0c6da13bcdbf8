import type { Ctx } from '../../core/context.js';
import { wasAwayAt } from './call-deadlines.js';
import { advance } from './call-machine.js';
import { withCall } from './call-work.js';
import { OfferEntity } from './offer.entity.js';
import { moveOffer } from './offers.js';

/** The ring time is over: the agent's reach becomes *missed call*, the caller keeps the place. Nothing when somebody was faster. */
export async function expireOffer(ctx: Ctx, due: { callId: string; offerId: string }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const offer = await ctx.db.getRepository(OfferEntity).findOneBy({ id: due.offerId });
    if (offer?.state !== 'OFFERED') return;
    // Nobody could answer while we were down: that is no missed call.
    const event = wasAwayAt(offer.expiresAt, ctx.now) ? 'rescinded' : 'timed-out';
    if (await moveOffer(work, offer, event)) await advance(work, 'offer.closed');
  });
}
