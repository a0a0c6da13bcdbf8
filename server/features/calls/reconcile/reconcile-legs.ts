import { applyMembershipSnapshot } from '../../../../shared/domain/conference-membership.js';
import { readLegStatus } from '../../../../shared/domain/leg-state.js';
import type { CarrierLeg, CarrierParticipant, CarrierResult } from '../../../adapters/telephony/port.js';
import { systemActor, type Transaction } from '../../../core/context.js';
import type { Metrics } from '../../../core/metrics.js';
import type { Deps } from '../../../deps.js';
import { type CallWork, withCall } from '../call-work.js';
import { applyLegStatus } from '../carrier/reduce-call-status.js';
import { membershipColumns, membershipOf } from '../carrier/reduce-conference.js';
import { joinedRoom, leftRoom } from '../carrier/room-facts.js';
import { LegEntity } from '../leg.entity.js';
import { patchLeg } from '../legs.query.js';
import { noteFix } from './note-fix.js';
import type { SuspiciousLeg } from './suspicious-legs.query.js';

interface Reading {
  leg: CarrierResult<CarrierLeg>;
  participant: CarrierResult<CarrierParticipant> | null;
  asOf: Date;
}
type Counted = Reading & { metrics: Metrics };

/** Asks the carrier for each of these legs, and for its place in the room; what it says is worked out like a callback. */
export async function reconcileLegs(deps: Deps, transaction: Transaction, legs: readonly SuspiciousLeg[]): Promise<void> {
  const actor = systemActor('reconciliation');
  for (const leg of legs) {
    const reading = await read(deps, leg);
    if (reading.leg.kind === 'unknown' || reading.leg.kind === 'rate-limited' || reading.leg.kind === 'config-error') continue;
    await transaction(actor, (ctx) => withCall(ctx, leg.callId, (work) => compare(work, leg, { ...reading, metrics: deps.metrics })));
  }
}

async function read({ telephony, clock }: Deps, leg: SuspiciousLeg): Promise<Reading> {
  const asOf = clock.now();
  const state = await telephony.fetchCall(leg.callSid);
  const participant = leg.roomSid === null ? null : await telephony.fetchParticipant({ conference: leg.roomSid, callSid: leg.callSid });
  return { leg: state, participant, asOf };
}

async function compare(work: CallWork, seen: SuspiciousLeg, reading: Counted): Promise<void> {
  const leg = await work.ctx.db.getRepository(LegEntity).findOneBy({ id: seen.legId });
  if (leg === null || leg.endedAt !== null) return;
  // A leg the carrier does not know (any more) is over.
  const status = reading.leg.kind === 'ok' ? readLegStatus(reading.leg.value.status) : 'completed';
  if (status === null) return;
  const { durationSeconds: seconds = null, endTime: endedAt = null } = reading.leg.kind === 'ok' ? reading.leg.value : {};
  const wasAlive = leg.status;
  await applyLegStatus(work, leg, { status, endedAt, ...(seconds === null ? {} : { duration: String(seconds) }) });
  if (leg.status !== wasAlive && leg.endedAt !== null) await noteFix(work, reading.metrics, { kind: 'leg-ended', leg });
  if (leg.endedAt === null && reading.participant !== null) await compareRoom(work, leg, reading);
}

async function compareRoom(work: CallWork, leg: LegEntity, { participant, asOf }: Reading): Promise<void> {
  const roomSid = leg.roomSid ?? '';
  if (participant === null || (participant.kind !== 'ok' && participant.kind !== 'not-found')) return;
  const before = membershipOf(leg, roomSid);
  const seen = participant.kind === 'ok' ? { isMuted: participant.value.muted, isHeld: participant.value.hold, isCoaching: false } : null;
  const after = applyMembershipSnapshot(before, { asOf: asOf.getTime(), participant: seen });
  if (after === before) return;
  patchLeg(work.ctx, leg, membershipColumns(roomSid, after));
  // Which visit the room belongs to is known only while it is the call's present one.
  const isOldVisit = work.call.conferenceSid !== null && work.call.conferenceSid !== roomSid;
  if (after.isIn && !before.isIn) await joinedRoom(work, leg, { roomSid, isOldVisit });
  if (!after.isIn && before.isIn) await leftRoom(work, leg, { reason: 'reconciled', isOldVisit });
}
