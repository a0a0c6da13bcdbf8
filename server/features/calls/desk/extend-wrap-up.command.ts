import type { Call } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { presentCall } from '../call.presenter.js';
import { setStateTimeout } from '../call-deadlines.js';
import { withCall } from '../call-work.js';
import { myDesk } from './desk.query.js';

const EXTENSION_MS = 60_000;

/** Sixty seconds more of wrap-up, ten times (WCAG 2.2.1). Throws WRONG_CALL_STATE, NO_EXTENSION_LEFT. */
export async function extendWrapUp(ctx: Ctx, input: { callId: string }): Promise<Call> {
  const call = await withCall(ctx, input.callId, async (work) => {
    const desk = await myDesk(ctx, input.callId);
    if (work.call.state !== 'WRAPUP' || desk.state !== 'open' || work.call.wrapUpEndsAt === null) {
      throw new AppError('WRONG_CALL_STATE', 'No wrap-up of yours is running out.', { state: work.call.state });
    }
    if (work.call.wrapUpExtensionsLeft === 0) throw new AppError('NO_EXTENSION_LEFT', 'All extensions are used.');
    work.call.wrapUpExtensionsLeft -= 1;
    work.call.wrapUpEndsAt = new Date(work.call.wrapUpEndsAt.getTime() + EXTENSION_MS);
    await setStateTimeout(work, work.call.wrapUpEndsAt);
    return work.call;
  });
  return presentCall(call);
}
