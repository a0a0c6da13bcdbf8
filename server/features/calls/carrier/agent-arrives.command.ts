import { accountIdOf, hangUpDocument, type TelephonyPort } from '../../../adapters/telephony/port.js';
import type { Ctx } from '../../../core/context.js';
import { CallEntity } from '../call.entity.js';
import type { CallWork } from '../call-work.js';
import { withCall } from '../call-work.js';
import { insertLeg, legsOf } from '../legs.query.js';
import { OfferEntity } from '../offer.entity.js';
import { moveOffer } from '../offers.js';
import { agentRoom } from './document-for.js';

/** An agent's device connects. `nonce` was given out once, to that agent, at accept or rejoin. */
export interface AgentArrival {
  callSid: string;
  /** `client:agent_…` as the carrier vouches for it. */
  from: string;
  nonce: string;
}

/**
 * Lets an agent's leg into the room of the call that was accepted, or that is to be rejoined. The nonce is used up, and the identity must be the
 * agent it was given to; anything else hears nothing and is hung up.
 */
export async function agentArrives(ctx: Ctx, telephony: TelephonyPort, arrival: AgentArrival): Promise<{ xml: string; callId?: string }> {
  const agentId = accountIdOf(arrival.from);
  const callId = agentId === null || arrival.nonce === '' ? null : await callOfNonce(ctx, arrival.nonce);
  if (agentId === null || callId === null) return { xml: hangUpDocument() };
  return withCall(ctx, callId, async (work) => {
    const isLetIn = (await presentOffer(work, agentId, arrival.nonce)) || presentRejoin(work, agentId, arrival.nonce);
    if (!isLetIn) return { xml: hangUpDocument(), callId };
    const label = await agentLeg(work, agentId, arrival.callSid);
    return { xml: agentRoom(telephony, work.call, label), callId };
  });
}

async function callOfNonce(ctx: Ctx, nonce: string): Promise<string | null> {
  const offer = await ctx.db.getRepository(OfferEntity).findOneBy({ nonce });
  if (offer) return offer.callId;
  const call = await ctx.db.getRepository(CallEntity).findOneBy({ rejoinNonce: nonce });
  return call?.id ?? null;
}

async function presentOffer(work: CallWork, agentId: string, nonce: string): Promise<boolean> {
  const offer = await work.ctx.db.getRepository(OfferEntity).findOneBy({ nonce });
  if (!offer || offer.agentId !== agentId || offer.state !== 'ACCEPTED' || work.call.state !== 'CONNECTING') return false;
  return moveOffer(work, offer, 'leg-arrived');
}

function presentRejoin({ call }: CallWork, agentId: string, nonce: string): boolean {
  if (call.rejoinNonce !== nonce || call.agentId !== agentId) return false;
  call.rejoinNonce = null;
  return true;
}

/** The leg that serves the call from now on; labels are unique in a room, also for a rejoining agent. */
async function agentLeg(work: CallWork, agentId: string, callSid: string): Promise<string> {
  const { ctx, call } = work;
  const number = (await legsOf(ctx, call.id)).filter((leg) => leg.role === 'agent').length + 1;
  const label = `agent.${agentId.replaceAll('-', '')}.${number}`;
  const leg = insertLeg(ctx, { callId: call.id, role: 'agent', agentId, label, callSid, status: 'in-progress' });
  call.agentLegId = leg.id;
  work.moment('agent.arrived', { label }, agentId);
  return label;
}
