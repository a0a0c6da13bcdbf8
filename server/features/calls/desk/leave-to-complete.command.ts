import type { CallWork } from '../call-work.js';
import { deskOf, patchDesk } from './desk.query.js';
import { settleCall } from './settle-call.command.js';

/** How long an unfinished call stands in *Nachtragen*. */
export const COMPLETE_MS = 24 * 3_600_000;

/**
 * A caller who was spoken with, lost the agent and gave up in the queue: the call has its ticket and its entry in the history all the same, and the agent who
 * was lost may complete it.
 */
export async function leaveToComplete(work: CallWork): Promise<void> {
  const { ctx, call } = work;
  const desk = await deskOf(ctx, call.id);
  if (desk === null) return;
  await settleCall(work, desk);
  const { interactionId, nextStep } = desk;
  await patchDesk(ctx, desk, { state: 'to-complete', completeBefore: new Date(ctx.now.getTime() + COMPLETE_MS), interactionId, nextStep });
}
