import { In } from 'typeorm';
import type { Ctx } from '../../core/context.js';
import { readPresence } from '../agents/index.js';
import { advance } from './call-machine.js';
import { withCall } from './call-work.js';
import { OfferEntity } from './offer.entity.js';
import { moveOffer, openOfferOf } from './offers.js';

/** The ringing at an agent who is not reachable ends (who came back meanwhile is left alone); the caller keeps the place. An accepted offer is left to its own deadline. */
export async function rescindOffersOf(ctx: Ctx, agentId: string): Promise<void> {
  const open = await ctx.db.getRepository(OfferEntity).findBy({ agentId, state: In(['OFFERED']) });
  for (const { callId } of open) {
    await withCall(ctx, callId, async (work) => {
      const offer = await openOfferOf(ctx, callId);
      if (!offer || offer.agentId !== agentId || offer.state !== 'OFFERED') return;
      if ((await readPresence(ctx, agentId, false))?.reach !== 'no-connection') return;
      if (await moveOffer(work, offer, 'rescinded')) await advance(work, 'offer.closed');
    });
  }
}
