import type { CallDesk } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { setActivity } from '../../agents/index.js';
import { commitDesk } from '../call-deadlines.js';
import { withCall } from '../call-work.js';
import { myDesk, patchDesk } from './desk.query.js';
import { startWrapUp } from './start-wrap-up.command.js';

/**
 * Takes the outcome back within five seconds. Back to wrap-up, unless the next call rings or runs already: then UNDO_TOO_LATE, and the outcome stands.
 */
export async function undoFinish(ctx: Ctx, input: { callId: string }): Promise<CallDesk> {
  return withCall(ctx, input.callId, async (work) => {
    const { call } = work;
    const desk = await myDesk(ctx, input.callId);
    if (desk.state === 'open') return patchDesk(ctx, desk, {});
    if (desk.state !== 'finished' || desk.undoUntil === null || desk.undoUntil <= ctx.now) throw tooLate();
    const wasCompleting = call.state === 'ENDED';
    if (!wasCompleting) {
      if (desk.agentId === null || !(await isFree(ctx, desk.agentId))) throw tooLate();
      await setActivity(ctx, desk.agentId, 'wrapup', { callId: call.id, queueId: call.queueId });
      await startWrapUp(work);
    }
    await ctx.cancelDeadline(commitDesk, call.id);
    work.moment('desk.reopened');
    return patchDesk(ctx, desk, { state: wasCompleting ? 'to-complete' : 'open', undoUntil: null });
  });
}

function tooLate(): AppError {
  return new AppError('UNDO_TOO_LATE', 'The outcome can no longer be taken back here.');
}

/** Locks the presence first: the router reserves under the same lock, so nobody is put into wrap-up and into a ring at once. */
async function isFree(ctx: Ctx, accountId: string): Promise<boolean> {
  const rows: { activity: string }[] = await ctx.db.query('SELECT activity FROM presences WHERE account_id = $1 FOR UPDATE', [accountId]);
  return rows[0]?.activity === 'free';
}
