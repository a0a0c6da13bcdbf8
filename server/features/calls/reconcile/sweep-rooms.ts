import type { CarrierParticipant, CarrierRoom } from '../../../adapters/telephony/port.js';
import { type Ctx, systemActor, type Transaction } from '../../../core/context.js';
import type { Metrics } from '../../../core/metrics.js';
import type { Deps } from '../../../deps.js';
import { CallEntity } from '../call.entity.js';
import { type CallWork, withCall } from '../call-work.js';
import { joinedRoom, leftRoom } from '../carrier/room-facts.js';
import { callOfRoom } from '../carrier/urls.js';
import { legsOf, patchLeg } from '../legs.query.js';
import { noteFix } from './note-fix.js';

/** A caller may be alone in the room this long before it is called a loss. */
const ALONE_MS = 10_000;
/** An agent may wait alone in the room this long. */
const EMPTY_MS = 20_000;

/** Rooms of the carrier with the wrong people in them: of a call that is over, with nobody but agents, or with a caller and no agent. */
export async function sweepRooms(deps: Deps, transaction: Transaction): Promise<void> {
  const rooms = await deps.telephony.listConferences();
  if (rooms.kind !== 'ok') return;
  for (const room of rooms.value) {
    const which = callOfRoom(room.friendlyName);
    if (which === null) continue;
    const people = await deps.telephony.listParticipants(room.sid);
    if (people.kind !== 'ok') continue;
    const mustEnd = await transaction(systemActor('reconciliation'), (ctx) =>
      judge(ctx, room, { ...which, people: people.value, metrics: deps.metrics }),
    );
    if (mustEnd) await deps.telephony.completeConference(room.sid);
  }
}

interface Seen {
  id: string;
  visit: number;
  people: readonly CarrierParticipant[];
  metrics: Metrics;
}

/** Repairs the call by what the room shows; true when the room itself must end. */
async function judge(ctx: Ctx, room: CarrierRoom, seen: Seen): Promise<boolean> {
  const known = await ctx.db.getRepository(CallEntity).findOneBy({ id: seen.id });
  // Of a call nobody here knows (another installation on this account, or a copy of this one) nothing is ended.
  if (known === null) return false;
  if (known.state === 'ENDED' || known.state === 'WRAPUP') return true;
  return withCall(ctx, seen.id, async (work) => {
    const { call } = work;
    if (seen.visit !== call.visit) return call.state !== 'BRIDGING' && !seen.people.some((one) => one.label === 'customer');
    await noteMissedJoins(work, room, seen);
    const age = ctx.now.getTime() - call.stateSince.getTime();
    const hasCustomer = seen.people.some((one) => one.label === 'customer');
    const hasAgent = seen.people.some((one) => one.label !== 'customer');
    if (hasCustomer && !hasAgent && age > ALONE_MS && (call.state === 'TALKING' || call.state === 'HELD'))
      await noteLoss(work, seen.metrics);
    return hasAgent && !hasCustomer && age > EMPTY_MS && !['CONNECTING', 'BRIDGING'].includes(call.state);
  });
}

/** Joins whose callbacks were lost. */
async function noteMissedJoins(work: CallWork, room: CarrierRoom, seen: Seen): Promise<void> {
  for (const leg of await legsOf(work.ctx, work.call.id)) {
    const isThere = seen.people.some((one) => one.callSid === leg.callSid);
    if (!isThere || leg.isInRoom || leg.endedAt !== null || leg.isReleased) continue;
    patchLeg(work.ctx, leg, { isInRoom: true, roomSid: room.sid, roomAt: work.ctx.now, lastEventAt: work.ctx.now });
    await noteFix(work, seen.metrics, { kind: 'missed-join', leg });
    await joinedRoom(work, leg, { roomSid: room.sid, isOldVisit: false });
  }
}

/** The caller is alone although the call believes an agent is there. */
async function noteLoss(work: CallWork, metrics: Metrics): Promise<void> {
  const leg = (await legsOf(work.ctx, work.call.id)).find((one) => one.id === work.call.agentLegId);
  if (!leg) return;
  patchLeg(work.ctx, leg, { isInRoom: false });
  await noteFix(work, metrics, { kind: 'caller-alone', leg });
  await leftRoom(work, leg, { reason: 'reconciled', isOldVisit: false });
}
