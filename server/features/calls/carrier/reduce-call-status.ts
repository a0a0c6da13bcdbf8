import { advanceLeg, isLegOver, type LegStatus, readLegStatus } from '../../../../shared/domain/leg-state.js';
import type { CallEndReason } from '../../../../shared/models/calls.js';
import { advance } from '../call-machine.js';
import type { CallWork } from '../call-work.js';
import type { LegEntity } from '../leg.entity.js';
import { legBySid, patchLeg } from '../legs.query.js';
import type { Receipt } from './reduce-callback.js';

/** A callback about a leg's progress: moves the leg by rank only, and the call when the leg is over. */
export async function reduceCallStatus(work: CallWork, receipt: Receipt): Promise<string> {
  const leg = await legBySid(work.ctx, receipt.call_sid);
  const status = readLegStatus(receipt.params.CallStatus ?? '');
  if (leg === null || leg.callId !== work.call.id) return 'unknown leg';
  if (status === null) return 'unknown status';
  return applyLegStatus(work, leg, { status, duration: receipt.params.CallDuration, sipCode: receipt.params.SipResponseCode });
}

export interface LegFacts {
  status: LegStatus;
  duration?: string | undefined;
  sipCode?: string | undefined;
  /** When the leg ended, by the carrier's own clock. */
  endedAt?: Date | null | undefined;
}

/** What callbacks and REST readings of a leg have in common. The first terminal status wins; later ones only fill in facts. */
export async function applyLegStatus(work: CallWork, leg: LegEntity, facts: LegFacts): Promise<string> {
  const { ctx } = work;
  const { status, advanced } = advanceLeg(leg.status, facts.status);
  const duration = facts.duration === undefined ? leg.durationSeconds : Number(facts.duration);
  await patchLeg(ctx, leg, {
    status,
    lastEventAt: ctx.now,
    endedAt: isLegOver(status) ? (leg.endedAt ?? facts.endedAt ?? ctx.now) : null,
    durationSeconds: Number.isFinite(duration) ? duration : null,
    sipCode: facts.sipCode ?? leg.sipCode,
  });
  if (!advanced || !isLegOver(status)) return 'noted';
  await legOver(work, leg);
  return status;
}

/** A leg is gone for good: the caller's ends the call, the serving agent's leaves the caller alone. */
export async function legOver(work: CallWork, leg: LegEntity, reason?: CallEndReason): Promise<void> {
  const { call } = work;
  if (leg.role === 'customer') {
    const atConnect = call.state === 'BRIDGING' || call.state === 'CONNECTING' ? 'abandoned-at-connect' : undefined;
    const why = reason ?? atConnect;
    await advance(work, 'caller.left', { at: leg.endedAt, ...(why === undefined ? {} : { reason: why }) });
    return;
  }
  if (leg.id === call.agentLegId && !leg.isReleased && !leg.leftAt) await advance(work, 'agent.left', { leg, at: leg.endedAt });
}
