import type { CallDesk, NextStep } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { withCall } from '../call-work.js';
import { checkChoice } from './choice.js';
import { myDesk, patchDesk } from './desk.query.js';

/**
 * Keeps outcome and next step; they take effect when wrap-up is finished. Afterwards only a call still to be completed takes them: what is finished was
 * announced and takes effect as it stood (take it back first). Throws STALE, WRONG_CALL_STATE, INVALID_REFERENCE, NOT_FOUND.
 */
export async function saveDesk(
  ctx: Ctx,
  input: { callId: string; version: number; dispositionId?: string | null | undefined; nextStep?: NextStep | undefined },
): Promise<CallDesk> {
  return withCall(ctx, input.callId, async (work) => {
    const desk = await myDesk(ctx, input.callId);
    if (desk.state !== 'open' && desk.state !== 'to-complete') {
      throw new AppError('WRONG_CALL_STATE', 'This call is finished.', { state: work.call.state, desk: desk.state });
    }
    if (desk.version !== input.version) {
      throw new AppError('STALE', 'The outcome was changed in another tab.', { id: desk.id, version: desk.version });
    }
    const chosen = {
      ...(input.dispositionId === undefined ? {} : { dispositionId: input.dispositionId }),
      ...(input.nextStep === undefined ? {} : { nextStep: input.nextStep }),
    };
    await checkChoice(work, desk, chosen);
    return patchDesk(ctx, desk, chosen);
  });
}
