import type { CallDesk, NextStep } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { dispositionById } from '../../queues/index.js';
import { myDesk, patchDesk } from './desk.query.js';

/** Keeps outcome and next step; they take effect when wrap-up is finished. Throws STALE, NOT_FOUND. */
export async function saveDesk(
  ctx: Ctx,
  input: { callId: string; version: number; dispositionId?: string | null | undefined; nextStep?: NextStep | undefined },
): Promise<CallDesk> {
  const desk = await myDesk(ctx, input.callId);
  if (desk.version !== input.version) {
    throw new AppError('STALE', 'The outcome was changed in another tab.', { id: desk.id, version: desk.version });
  }
  if (input.dispositionId) found(await dispositionById(ctx, input.dispositionId), 'outcome');
  return patchDesk(ctx, desk, {
    ...(input.dispositionId === undefined ? {} : { dispositionId: input.dispositionId }),
    ...(input.nextStep === undefined ? {} : { nextStep: input.nextStep }),
  });
}
