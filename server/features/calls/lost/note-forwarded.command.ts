import { readRow } from '../../../core/db/rows.js';
import { CallEntity } from '../call.entity.js';
import type { CallWork } from '../call-work.js';
import { LostCallEntity } from '../lost-call.entity.js';
import { patchLostCall } from './note-lost-call.command.js';

/**
 * The caller was forwarded to another number and somebody answered there: nobody owes them a call for this one. When word of it comes after the end, what
 * was noted is taken back. What is owed for earlier calls stays: whoever answered elsewhere may know nothing of them.
 */
export async function noteForwarded(work: CallWork): Promise<void> {
  const { call } = work;
  if (call.divertedAt === null || call.endReason === 'forwarded') return;
  call.endReason = 'forwarded';
  work.moment('call.forwarded');
  if (call.state === 'ENDED') await withdrawDebt(work);
}

async function withdrawDebt({ ctx, call }: CallWork): Promise<void> {
  const lost = await readRow(ctx, LostCallEntity, `WHERE t.state = 'open' AND t.call_ids @> ARRAY[$1::uuid] FOR UPDATE`, [call.id]);
  if (lost === null) return;
  const callIds = lost.callIds.filter((id) => id !== call.id);
  const latest = callIds[0] === undefined ? null : await ctx.db.getRepository(CallEntity).findOneBy({ id: callIds[0] });
  await patchLostCall(
    ctx,
    lost,
    latest === null
      ? { state: 'reached', closedAt: ctx.now, settledByCallId: call.id }
      : { callIds, lastCallId: latest.id, lastAt: latest.arrivedAt, ticketText: latest.ticketText },
  );
}
