import { systemActor, type Transaction } from '../../../core/context.js';
import type { Deps } from '../../../deps.js';
import { withCall } from '../call-work.js';
import { CARRIER_QUEUE_PREFIX } from '../carrier/urls.js';
import { commandLeg } from '../carrier-commands.js';
import { LegEntity } from '../leg.entity.js';
import { noteFix } from './note-fix.js';
import { waitingLegs } from './suspicious-legs.query.js';

/**
 * Callers who wait with us and not in the carrier's queue: their queue let them go while we were away, and they hear the music of that emergency. They are
 * put back, where announcements are, before that music ends.
 */
export async function sweepQueue(deps: Deps, transaction: Transaction): Promise<void> {
  const actor = systemActor('reconciliation');
  const waiting = await transaction(actor, (ctx) => waitingLegs(ctx));
  if (waiting.length === 0) return;
  const members = await deps.telephony.listQueuedCalls(CARRIER_QUEUE_PREFIX);
  if (members.kind !== 'ok') return;
  const there = new Set(members.value.map((member) => member.callSid));
  for (const { callId, legId, callSid } of waiting) {
    if (there.has(callSid)) continue;
    await transaction(actor, (ctx) =>
      withCall(ctx, callId, async (work) => {
        const leg = await ctx.db.getRepository(LegEntity).findOneBy({ id: legId });
        if (work.call.state !== 'QUEUED' || leg === null || leg.endedAt !== null) return;
        await noteFix(work, deps.metrics, { kind: 'not-in-queue', leg });
        await commandLeg(work, leg, 'redirect');
      }),
    );
  }
}
