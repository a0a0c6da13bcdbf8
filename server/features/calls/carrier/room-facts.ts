import { isLegOver } from '../../../../shared/domain/leg-state.js';
import { advance } from '../call-machine.js';
import type { CallWork } from '../call-work.js';
import { commandLeg } from '../carrier-commands.js';
import type { LegEntity } from '../leg.entity.js';
import { legsOf, patchLeg } from '../legs.query.js';
import { moveOffer, openOfferOf } from '../offers.js';

/** A leg is in the room, told by a callback or seen by REST. */
export async function joinedRoom(work: CallWork, leg: LegEntity, at: { roomSid: string; isOldVisit: boolean }): Promise<void> {
  const { call, ctx } = work;
  patchLeg(ctx, leg, { joinedAt: leg.joinedAt ?? ctx.now, leftAt: null, status: isLegOver(leg.status) ? leg.status : 'in-progress' });
  if (leg.role === 'customer') {
    if (at.isOldVisit) return;
    call.conferenceSid = at.roomSid;
    await advance(work, 'caller.joined', { leg });
    return;
  }
  // Race 7: a second leg of the same agent, or a leg of an agent who lost the call, is sent away; the first one keeps it.
  if (at.isOldVisit || leg.id !== call.agentLegId) return sendAway(work, leg);
  call.conferenceSid = at.roomSid;
  const offer = await openOfferOf(ctx, call.id);
  if (offer && offer.agentId === leg.agentId) await moveOffer(work, offer, 'agent-joined');
  await advance(work, 'agent.joined', { leg });
}

async function sendAway(work: CallWork, leg: LegEntity): Promise<void> {
  if (leg.isReleased || isLegOver(leg.status)) return;
  patchLeg(work.ctx, leg, { isReleased: true });
  work.moment('leg.sent-away', { label: leg.label }, leg.agentId);
  await commandLeg(work, leg, 'hang-up');
}

/** Reasons by which the room itself ended: the caller's own leaving tells the rest. */
const ROOM_ENDED = ['moderator_ended_conference', 'conference_ended_via_api'];
const HUNG_UP = 'participant_hung_up';

/** A leg is not in the room any more. */
export async function leftRoom(work: CallWork, leg: LegEntity, how: { reason: string; isOldVisit: boolean }): Promise<void> {
  const { call, ctx } = work;
  patchLeg(ctx, leg, { leftAt: ctx.now, leftReason: how.reason });
  if (how.isOldVisit) return;
  if (leg.role === 'customer') return callerLeftRoom(work, leg, how.reason);
  if (leg.id !== call.agentLegId || leg.isReleased) return;
  if (ROOM_ENDED.includes(how.reason)) return askForCaller(work);
  await advance(work, 'agent.left', { leg });
}

/** The room ended under the agent, and the word of the caller's leaving has not come (yet): the carrier is asked. */
async function askForCaller(work: CallWork): Promise<void> {
  const caller = (await legsOf(work.ctx, work.call.id)).find((leg) => leg.role === 'customer' && !isLegOver(leg.status));
  if (caller) await commandLeg(work, caller, 'fetch');
}

/** The caller hung up, or we moved the leg elsewhere; when it is neither, the carrier is asked what became of the leg. */
async function callerLeftRoom(work: CallWork, leg: LegEntity, reason: string): Promise<void> {
  if (reason === HUNG_UP) {
    // Who left the room was in it, even when the word of their coming was lost.
    if (work.call.state === 'BRIDGING') await advance(work, 'caller.joined', { leg });
    await advance(work, 'caller.left');
    return;
  }
  if (!isLegOver(leg.status) && !leg.isReleased) await commandLeg(work, leg, 'fetch');
}
