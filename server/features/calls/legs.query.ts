import { isLegOver, type LegStatus } from '../../../shared/domain/leg-state.js';
import type { Ctx } from '../../core/context.js';
import { insertRow, readRow, readRows, updateRow } from '../../core/db/rows.js';
import { newId } from '../../core/id.js';
import { LegEntity } from './leg.entity.js';

/** All legs of a call, oldest first. The call's lock covers them. */
export function legsOf(ctx: Ctx, callId: string): Promise<LegEntity[]> {
  return readRows(ctx, LegEntity, 'WHERE t.call_id = $1 ORDER BY t.created_at, t.id', [callId]);
}

/** The leg with that carrier id, or null. */
export function legBySid(ctx: Ctx, callSid: string): Promise<LegEntity | null> {
  return readRow(ctx, LegEntity, 'WHERE t.call_sid = $1', [callSid]);
}

/** Writes what changed of a leg as a new version. */
export function patchLeg(ctx: Ctx, leg: LegEntity, patch: Partial<LegEntity>): void {
  Object.assign(leg, patch, { version: leg.version + 1, updatedAt: ctx.now });
  updateRow(ctx, LegEntity, leg.id, { ...patch, version: leg.version, updatedAt: ctx.now });
}

/** A leg that just came to us; it is in progress or ringing, in no room yet. */
export function insertLeg(
  ctx: Ctx,
  leg: Pick<LegEntity, 'callId' | 'role' | 'agentId' | 'label' | 'callSid'> & { status: LegStatus },
): LegEntity {
  const row = Object.assign(new LegEntity(), {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    isInRoom: false,
    isMuted: false,
    isHeld: false,
    roomSid: null,
    roomSequence: -1,
    roomAt: null,
    isReleased: false,
    joinedAt: null,
    leftAt: null,
    leftReason: null,
    lastEventAt: ctx.now,
    endedAt: isLegOver(leg.status) ? ctx.now : null,
    durationSeconds: null,
    sipCode: null,
    ...leg,
  });
  insertRow(ctx, LegEntity, row);
  return row;
}
