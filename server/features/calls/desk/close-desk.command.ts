import type { Ctx } from '../../../core/context.js';
import { pauseIfReady } from '../../agents/index.js';
import { queueById } from '../../queues/index.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import { advance } from '../call-machine.js';
import { type CallWork, withCall } from '../call-work.js';
import { deskOf, patchDesk } from './desk.query.js';
import { COMPLETE_MS } from './leave-to-complete.command.js';
import { settleCall } from './settle-call.command.js';

/** The five seconds are over: what the agent chose takes effect. */
export async function commitFinished(ctx: Ctx, due: { callId: string }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const desk = await deskOf(ctx, due.callId);
    if (desk?.state !== 'finished') return;
    await settleCall(work, desk);
    await patchDesk(ctx, desk, { state: 'done', undoUntil: null, ...settled(desk) });
    if (work.call.state === 'WRAPUP') await advance(work, 'wrapup.finished');
  });
}

/**
 * Wrap-up ran out. A chosen outcome takes effect; without one the note is kept as it is, the code is AUTO-NB, and the call stands in *Nachtragen* for a
 * day (not in a queue whose wrap-up is optional). An agent who is ready is on pause where the queue says so; one who chose a
 * pause or to be off stays that.
 */
export async function closeDesk(work: CallWork): Promise<void> {
  const { ctx, call } = work;
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  const desk = await deskOf(ctx, call.id);
  if (desk?.state === 'open') {
    const isComplete = desk.dispositionId !== null || queue?.wrapUpMode === 'optional';
    await settleCall(work, desk);
    if (queue?.afterWrapUp === 'pause' && desk.agentId !== null) await pauseIfReady(ctx, desk.agentId);
    // The call ends while the desk still counts as open: that is what sets the agent free.
    await advance(work, 'wrapup.timed-out');
    const completeBefore = isComplete ? null : new Date(ctx.now.getTime() + COMPLETE_MS);
    await patchDesk(ctx, desk, { state: isComplete ? 'done' : 'to-complete', completeBefore, ...settled(desk) });
    return;
  }
  await advance(work, 'wrapup.timed-out');
}

/** What settling left on the desk. */
function settled(desk: CallDeskEntity): Pick<CallDeskEntity, 'interactionId' | 'nextStep'> {
  return { interactionId: desk.interactionId, nextStep: desk.nextStep };
}
