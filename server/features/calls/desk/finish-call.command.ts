import type { CallDesk, NextStep } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { pauseIfReady } from '../../agents/index.js';
import { dispositionById, hasDispositions, queueById } from '../../queues/index.js';
import { commitDesk, stateTimeout } from '../call-deadlines.js';
import type { CallDeskEntity } from '../call-desk.entity.js';
import { type CallWork, withCall } from '../call-work.js';
import { releaseAgent } from '../offers.js';
import { type Choice, checkChoice } from './choice.js';
import { myDesk, patchDesk } from './desk.query.js';

/** How long an outcome can be taken back, on the server. */
const UNDO_MS = 5000;

export interface FinishInput {
  callId: string;
  dispositionId: string | null;
  nextStep?: NextStep | undefined;
  afterwards: 'ready' | 'pause';
}

/**
 * Finishes wrap-up: I am free at once, and what I chose takes effect in five seconds unless I take it back. In a queue whose wrap-up has no exit the
 * choice is kept and wrap-up goes on to its end. Also completes a call whose wrap-up ran out. Throws WRONG_CALL_STATE, OUTCOME_REQUIRED,
 * INVALID_REFERENCE, NOT_FOUND.
 */
export async function finishCall(ctx: Ctx, input: FinishInput): Promise<CallDesk> {
  return withCall(ctx, input.callId, async (work) => {
    const desk = await myDesk(ctx, input.callId);
    const isLate = desk.state === 'to-complete' && work.call.state === 'ENDED';
    if (!isLate && (desk.state !== 'open' || work.call.state !== 'WRAPUP')) {
      throw new AppError('WRONG_CALL_STATE', 'There is nothing to finish.', { state: work.call.state });
    }
    const chosen = { dispositionId: input.dispositionId ?? desk.dispositionId, nextStep: input.nextStep ?? desk.nextStep };
    await checkChoice(work, desk, chosen);
    await checkOutcome(work, desk, chosen);
    if (!isLate && input.afterwards === 'pause') await pauseAfter(ctx, desk);
    if (!isLate && (await hasNoExit(work))) return patchDesk(ctx, desk, chosen);
    return finish(work, desk, { ...chosen, isLate });
  });
}

async function finish(work: CallWork, desk: CallDeskEntity, chosen: Choice & { isLate: boolean }): Promise<CallDesk> {
  const { ctx, call } = work;
  const undoUntil = new Date(ctx.now.getTime() + UNDO_MS);
  const { isLate, ...fields } = chosen;
  const model = await patchDesk(ctx, desk, { ...fields, state: 'finished', undoUntil, completeBefore: null });
  await ctx.deadline(commitDesk, call.id, undoUntil, { callId: call.id });
  work.moment('desk.finished', { dispositionId: fields.dispositionId });
  if (isLate) return model;
  await ctx.cancelDeadline(stateTimeout, call.id);
  call.wrapUpEndsAt = null;
  if (desk.agentId !== null) await releaseAgent(ctx, desk.agentId);
  return model;
}

async function pauseAfter(ctx: Ctx, desk: CallDeskEntity): Promise<void> {
  if (desk.agentId !== null) await pauseIfReady(ctx, desk.agentId);
}

async function hasNoExit({ ctx, call }: CallWork): Promise<boolean> {
  const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
  return queue?.wrapUpMode === 'boxed-no-exit' && call.wrapUpEndsAt !== null && call.wrapUpEndsAt > ctx.now;
}

async function checkOutcome({ ctx, call }: CallWork, desk: CallDeskEntity, chosen: Choice): Promise<void> {
  if (chosen.dispositionId === null) {
    const queue = call.queueId === null ? null : await queueById(ctx, call.queueId);
    if (queue === null || queue.wrapUpMode === 'optional' || !(await hasDispositions(ctx, queue.id))) return;
    throw new AppError('OUTCOME_REQUIRED', 'Choose an outcome.', { missing: ['outcome'] });
  }
  const disposition = found(await dispositionById(ctx, chosen.dispositionId), 'outcome');
  const has = {
    note: desk.note.trim() !== '',
    ticket: call.ticketId !== null || Boolean(chosen.nextStep.ticketSubject?.trim()),
    reason: Boolean(chosen.nextStep.reasonId),
    promise: Boolean(chosen.nextStep.promise),
  };
  const missing = disposition.requires.filter((need) => !has[need]);
  if (missing.length > 0) throw new AppError('OUTCOME_REQUIRED', `This outcome needs: ${missing.join(', ')}.`, { missing });
}
