import {
  applyMembershipEvent,
  type Membership,
  type MembershipEvent,
  NOT_YET_IN_ROOM,
} from '../../../../shared/domain/conference-membership.js';
import { advance } from '../call-machine.js';
import type { CallWork } from '../call-work.js';
import { commandLeg } from '../carrier-commands.js';
import type { LegEntity } from '../leg.entity.js';
import { legBySid, patchLeg } from '../legs.query.js';
import type { Receipt } from './reduce-callback.js';
import { joinedRoom, leftRoom } from './room-facts.js';

const KIND: Record<string, MembershipEvent['kind']> = {
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'unmute',
  'participant-hold': 'hold',
  'participant-unhold': 'unhold',
  'participant-modify': 'modify',
};

/** What we know of a leg in this room. A leg seen in another room before starts anew: sequence numbers belong to one conference. */
export function membershipOf(leg: LegEntity, roomSid: string): Membership {
  if (leg.roomSid !== roomSid) return NOT_YET_IN_ROOM;
  return {
    sequence: leg.roomSequence,
    at: leg.roomAt?.getTime() ?? 0,
    isIn: leg.isInRoom,
    isMuted: leg.isMuted,
    isHeld: leg.isHeld,
    isCoaching: false,
  };
}

/** The columns of a leg's membership. */
export function membershipColumns(roomSid: string, membership: Membership): Partial<LegEntity> {
  return {
    roomSid,
    roomSequence: membership.sequence,
    roomAt: new Date(membership.at),
    isInRoom: membership.isIn,
    isMuted: membership.isMuted,
    isHeld: membership.isHeld,
  };
}

/**
 * A callback about the room: last writer by sequence number for each leg, and only what really changed moves the call. `conference-start` and `-end`
 * are noted and mean nothing: the carrier sends them too early or not at all (voice.md §0.5).
 */
export async function reduceConference(work: CallWork, receipt: Receipt): Promise<string> {
  const { params } = receipt;
  const kind = KIND[params.StatusCallbackEvent ?? ''];
  if (kind === undefined) return 'noted';
  const leg = await legBySid(work.ctx, receipt.call_sid);
  if (leg === null || leg.callId !== work.call.id) return 'unknown leg';
  const roomSid = params.ConferenceSid ?? '';
  const before = membershipOf(leg, roomSid);
  const event: MembershipEvent = {
    kind,
    sequence: Number(params.SequenceNumber ?? 0),
    at: Date.parse(params.Timestamp ?? '') || receipt.received_at.getTime(),
    ...(params.Muted === undefined ? {} : { isMuted: params.Muted === 'true' }),
    ...(params.Hold === undefined ? {} : { isHeld: params.Hold === 'true' }),
  };
  const after = applyMembershipEvent(before, event);
  if (after === before) return 'old';
  patchLeg(work.ctx, leg, { ...membershipColumns(roomSid, after), lastEventAt: work.ctx.now });
  await follow(work, leg, { before, after, receipt });
  return kind;
}

interface Step {
  before: Membership;
  after: Membership;
  receipt: Receipt;
}

async function follow(work: CallWork, leg: LegEntity, { before, after, receipt }: Step): Promise<void> {
  const { call } = work;
  const isOldVisit = receipt.visit !== call.visit;
  if (after.isIn && !before.isIn) await joinedRoom(work, leg, { roomSid: receipt.params.ConferenceSid ?? '', isOldVisit });
  if (!after.isIn && before.isIn) await leftRoom(work, leg, { reason: receipt.params.ReasonParticipantLeft ?? '', isOldVisit });
  // A leave whose join never came: the leg was there all the same.
  if (!after.isIn && !before.isIn && receipt.params.StatusCallbackEvent === 'participant-leave') {
    await leftRoom(work, leg, { reason: receipt.params.ReasonParticipantLeft ?? '', isOldVisit });
  }
  if (isOldVisit || !after.isIn) return;
  await followFlags(work, leg, { before, after, receipt });
}

/** Hold of the caller's leg and mute of the agent's, as the room really has them. */
async function followFlags(work: CallWork, leg: LegEntity, { before, after }: Step): Promise<void> {
  const { call } = work;
  if (leg.role === 'customer' && after.isHeld !== before.isHeld) {
    await advance(work, after.isHeld ? 'caller.held' : 'caller.resumed');
    if (!after.isHeld && call.state === 'AGENT_LOST') await commandLeg(work, leg, 'hold');
  }
  if (leg.id === call.agentLegId) call.isMuted = after.isMuted;
}
