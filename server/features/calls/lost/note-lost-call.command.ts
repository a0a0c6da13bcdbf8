import type { LostCall } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { insertRow, readRow, updateRow } from '../../../core/db/rows.js';
import { newId } from '../../../core/id.js';
import type { CallEntity } from '../call.entity.js';
import type { CallWork } from '../call-work.js';
import { roomsOfLostCall } from '../calls.audience.js';
import { displayNumber } from '../display-number.js';
import { LostCallEntity } from '../lost-call.entity.js';

/** One debt per caller: the person, else the number. Withheld callers are each for themselves. */
export function identitiesOf(call: Pick<CallEntity, 'id' | 'personId' | 'fromNumber'>): string[] {
  const known = [call.personId === null ? null : `person:${call.personId}`, call.fromNumber === null ? null : `number:${call.fromNumber}`];
  const identities = known.filter((identity) => identity !== null);
  return identities.length > 0 ? identities : [`call:${call.id}`];
}

/** Nobody answered: a debt to this caller arises or grows. The call's own number goes on leading to the call, so no ghost ticket is made. */
export async function noteLostCall(work: CallWork): Promise<void> {
  const { ctx, call } = work;
  const identity = identitiesOf(call)[0] ?? `call:${call.id}`;
  const waited = Math.max(0, (call.leftAt ?? ctx.now).getTime() - (call.queuedAt ?? call.arrivedAt).getTime());
  const open = await readRow(ctx, LostCallEntity, `WHERE t.identity = $1 AND t.state = 'open' FOR UPDATE`, [identity]);
  if (open) return grow(ctx, open, call, waited);
  const lost = Object.assign(new LostCallEntity(), {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    identity,
    fromNumber: call.fromNumber,
    personId: call.personId,
    personName: call.personName,
    companyName: call.companyName,
    queueId: call.queueId,
    lastCallId: call.id,
    callIds: [call.id],
    ticketText: call.ticketText,
    firstAt: call.arrivedAt,
    lastAt: call.arrivedAt,
    longestWaitMs: waited,
    state: 'open' as const,
    closedAt: null,
    closedBy: null,
    settledByCallId: null,
    reason: null,
    isDemo: call.isDemo,
  });
  insertRow(ctx, LostCallEntity, lost);
  await ctx.publish('lost-call.changed', presentLostCall(lost));
}

async function grow(ctx: Ctx, lost: LostCallEntity, call: CallEntity, waited: number): Promise<void> {
  if (lost.callIds.includes(call.id)) return;
  await patchLostCall(ctx, lost, {
    lastCallId: call.id,
    callIds: [call.id, ...lost.callIds],
    lastAt: call.arrivedAt,
    // A call that reached no queue does not take the debt away from the people of the queue before.
    queueId: call.queueId ?? lost.queueId,
    ticketText: call.ticketText,
    longestWaitMs: Math.max(lost.longestWaitMs, waited),
  });
}

/** Writes what changed of a debt as a new version and tells its queue; the queue it has left hears that it is gone. */
export async function patchLostCall(ctx: Ctx, lost: LostCallEntity, patch: Partial<LostCallEntity>): Promise<void> {
  const roomsBefore = roomsOfLostCall(lost);
  Object.assign(lost, patch, { version: lost.version + 1, updatedAt: ctx.now });
  updateRow(ctx, LostCallEntity, lost.id, { ...patch, version: lost.version, updatedAt: ctx.now });
  await ctx.publish('lost-call.changed', presentLostCall(lost), { roomsBefore });
}

/** A debt as it travels. */
export function presentLostCall(lost: LostCallEntity): LostCall {
  return {
    id: lost.id,
    version: lost.version,
    from: lost.fromNumber === null ? null : { e164: lost.fromNumber, display: displayNumber(lost.fromNumber) },
    personId: lost.personId,
    personName: lost.personName,
    companyName: lost.companyName,
    queueId: lost.queueId,
    ticketNumber: lost.ticketText,
    lastCallId: lost.lastCallId,
    calls: lost.callIds.length,
    firstAt: lost.firstAt.toISOString(),
    lastAt: lost.lastAt.toISOString(),
    longestWaitMs: lost.longestWaitMs,
    state: lost.state,
    closedAt: lost.closedAt?.toISOString() ?? null,
    closedBy: lost.closedBy,
    reason: lost.reason,
  };
}
