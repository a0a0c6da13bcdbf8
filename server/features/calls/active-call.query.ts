import { In } from 'typeorm';
import type { activeCall as operation } from '../../../shared/contract/calls.js';
import { CALL_DEADLINE_SECONDS } from '../../../shared/domain/call-state.js';
import type { OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { queueById } from '../queues/index.js';
import { agentId } from './actor.js';
import { CallEntity } from './call.entity.js';
import { presentCall } from './call.presenter.js';
import { CallDeskEntity } from './call-desk.entity.js';
import { callerCard } from './card/caller-card.query.js';
import { presentDesk } from './desk/desk.query.js';
import { presentOffer } from './make-offer.command.js';
import { OfferEntity } from './offer.entity.js';

/** My ringing, running or unfinished call: all that a console needs which was just loaded or came back. Indexes: offers_one_open_per_agent, calls_live. */
export async function activeCall(ctx: Ctx): Promise<OutputOf<typeof operation>> {
  const me = agentId(ctx);
  const offer = await ctx.db.getRepository(OfferEntity).findOneBy({ agentId: me, state: 'OFFERED' });
  const call = await myCall(ctx, me);
  const desk = call === null ? null : await ctx.db.getRepository(CallDeskEntity).findOneBy({ id: call.id, agentId: me });
  const isLost = call?.state === 'AGENT_LOST';
  return {
    offer: offer === null ? null : await offered(ctx, offer),
    call: call === null ? null : presentCall(call),
    desk: desk === null ? null : presentDesk(desk),
    card: call === null ? null : await callerCard(ctx, call, me),
    mayRejoin: isLost,
    rejoinUntil: isLost ? new Date(call.stateSince.getTime() + CALL_DEADLINE_SECONDS.AGENT_LOST * 1000).toISOString() : null,
  };
}

async function myCall(ctx: Ctx, me: string): Promise<CallEntity | null> {
  const talking = await ctx.db
    .getRepository(CallEntity)
    .findOneBy({ agentId: me, state: In(['CONNECTING', 'BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST']) });
  if (talking) return talking;
  return ctx.db
    .getRepository(CallEntity)
    .createQueryBuilder('c')
    .innerJoin(CallDeskEntity, 'd', `d.id = c.id AND d.state = 'open'`)
    .where(`c.agent_id = :me AND c.state = 'WRAPUP'`, { me })
    .orderBy('c.left_at', 'DESC')
    .limit(1)
    .getOne();
}

async function offered(ctx: Ctx, offer: OfferEntity): Promise<OutputOf<typeof operation>['offer']> {
  const call = found(await ctx.db.getRepository(CallEntity).findOneBy({ id: offer.callId }), 'call');
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  return queue === null ? null : presentOffer(offer, { call, card: await callerCard(ctx, call, offer.agentId) }, queue);
}
