import type { CallDesk } from '../../../../shared/models/calls.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { setStateTimeout } from '../call-deadlines.js';
import { type CallWork, withCall } from '../call-work.js';
import { myDesk, patchDesk } from './desk.query.js';
import { recordCall } from './record-call.js';

/** While the agent types, wrap-up does not end sooner than this after a save … */
const TYPING_GRACE_MS = 5000;
/** … but typing adds no more than this to one wrap-up (console.md B.8). */
const TYPING_MAX_MS = 60_000;

/** Saves the note as typed, at any time, also after the wrap-up. An older tab is refused with the newer text: nothing typed is ever lost. */
export async function saveNote(ctx: Ctx, input: { callId: string; note: string; revision: number }): Promise<CallDesk> {
  return withCall(ctx, input.callId, async (work) => {
    const desk = await myDesk(ctx, input.callId);
    if (input.revision <= desk.noteRevision) {
      if (input.revision === desk.noteRevision && input.note === desk.note) return patchDesk(ctx, desk, {});
      throw new AppError('NOTE_OUTDATED', 'A newer text was saved already.', { note: desk.note, noteRevision: desk.noteRevision });
    }
    const saved = await patchDesk(ctx, desk, { note: input.note, noteRevision: input.revision });
    await giveTime(work);
    if (desk.interactionId !== null) await recordCall(work, desk);
    return saved;
  });
}

async function giveTime(work: CallWork): Promise<void> {
  const { call, ctx } = work;
  if (call.state !== 'WRAPUP' || call.wrapUpEndsAt === null) return;
  const missing = ctx.now.getTime() + TYPING_GRACE_MS - call.wrapUpEndsAt.getTime();
  const given = Math.min(missing, TYPING_MAX_MS - call.typingExtensionMs);
  if (given <= 0) return;
  call.typingExtensionMs += given;
  call.wrapUpEndsAt = new Date(call.wrapUpEndsAt.getTime() + given);
  await setStateTimeout(work, call.wrapUpEndsAt);
}
