import { advanceLeg, isLegOver, type LegStatus, readLegStatus } from '../../../../shared/domain/leg-state.js';
import type { CallEndReason } from '../../../../shared/models/calls.js';
import { advance } from '../call-machine.js';
import type { CallWork } from '../call-work.js';
import type { LegEntity } from '../leg.entity.js';
import { legBySid, patchLeg } from '../legs.query.js';
import { noteForwarded } from '../lost/note-forwarded.command.js';
import type { Receipt } from './reduce-callback.js';

/** A callback about a leg's progress: moves the leg by rank only, and the call when the leg is over. */
export async function reduceCallStatus(work: CallWork, receipt: Receipt): Promise<string> {
  const leg = await legBySid(work.ctx, receipt.call_sid);
  const status = readLegStatus(receipt.params.CallStatus ?? '');
  if (leg === null && receipt.params.ParentCallSid === work.call.providerSid) return noteAnswerElsewhere(work, status);
  if (leg === null || leg.callId !== work.call.id) return 'unknown leg';
  if (status === null) return 'unknown status';
  return applyLegStatus(work, leg, { status, duration: receipt.params.CallDuration, sipCode: receipt.params.SipResponseCode });
}

/** The number a caller was forwarded to speaks with them, or did: only a leg that was answered ends as `completed`. */
async function noteAnswerElsewhere(work: CallWork, status: LegStatus | null): Promise<string> {
  if (status !== 'in-progress' && status !== 'completed') return 'not answered elsewhere';
  await noteForwarded(work);
  return 'answered elsewhere';
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
  patchLeg(ctx, leg, {
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
    const joinedAt = await missedJoin(work, leg);
    if (joinedAt !== null) await advance(work, 'caller.joined', { leg, at: joinedAt });
    const atConnect = call.state === 'BRIDGING' || call.state === 'CONNECTING' ? 'abandoned-at-connect' : undefined;
    const why = reason ?? atConnect;
    await advance(work, 'caller.left', { at: leg.endedAt, ...(why === undefined ? {} : { reason: why }) });
    return;
  }
  if (leg.id === call.agentLegId && !leg.isReleased && !leg.leftAt) await advance(work, 'agent.left', { leg, at: leg.endedAt });
}

/** From the carrier's yes to our fetching a caller until they are in the room for certain. */
const FETCHED_MS = 1000;

/**
 * When a caller got into the agent's room although its callback never came (they are not repeated, and we may have been down): the carrier had said
 * yes to fetching them, and their leg lived on for a second and more. Null when that is not so: they left while being fetched. Without this, people
 * who were spoken with would count as abandoned and their agent would get nothing to write up.
 */
async function missedJoin({ ctx, call }: CallWork, leg: LegEntity): Promise<Date | null> {
  if (call.state !== 'BRIDGING') return null;
  const rows: { at: Date }[] = await ctx.db.query(
    `SELECT finished_at AS at FROM carrier_commands WHERE call_id = $1 AND leg_id = $2 AND visit = $3 AND kind = 'dequeue' AND state = 'DONE' AND result = 'ok'
       AND finished_at <= $4 ORDER BY finished_at LIMIT 1`,
    [call.id, leg.id, call.visit, new Date((leg.endedAt ?? ctx.now).getTime() - FETCHED_MS)],
  );
  return rows[0]?.at ?? null;
}
