import * as z from 'zod/mini';
import { Id, text, Version } from '../models/base.js';
import { Call, CallDesk, NextStep } from '../models/calls.js';
import { defineOperation } from '../operation.js';

const params = z.object({ callId: Id });

/** My writing about a call. */
export const getDesk = defineOperation({
  id: 'calls.desk',
  method: 'GET',
  path: '/calls/:callId/desk',
  summary: 'Note and outcome of a call',
  params,
  output: CallDesk,
  errors: ['NOT_FOUND'],
});
/** Saves the note as typed. `revision` is the caller's own count, growing; an equal or older one is refused with the newer text. */
export const saveNote = defineOperation({
  id: 'calls.save-note',
  method: 'PUT',
  path: '/calls/:callId/note',
  summary: 'Save the note as typed',
  params,
  body: z.object({ note: text(20_000), revision: z.int().check(z.positive()) }),
  output: CallDesk,
  errors: ['NOTE_OUTDATED', 'NOT_FOUND'],
});
/** Keeps outcome and next step before finishing; may be done while talking. */
export const saveDesk = defineOperation({
  id: 'calls.save-desk',
  method: 'PATCH',
  path: '/calls/:callId/desk',
  summary: 'Keep outcome and next step',
  params,
  body: z.object({ version: Version, dispositionId: z.optional(z.nullable(Id)), nextStep: z.optional(NextStep) }),
  output: CallDesk,
  errors: ['STALE', 'WRONG_CALL_STATE', 'INVALID_REFERENCE', 'NOT_FOUND'],
});
/** Finishes wrap-up (or completes an unfinished call from the list). Takes effect on people and tickets when the five seconds of undo are over; I am free at once. */
export const finishCall = defineOperation({
  id: 'calls.finish',
  method: 'POST',
  path: '/calls/:callId/finish',
  summary: 'Finish wrap-up',
  params,
  body: z.object({ dispositionId: z.nullable(Id), nextStep: z.optional(NextStep), afterwards: z.enum(['ready', 'pause']) }),
  output: CallDesk,
  errors: ['WRONG_CALL_STATE', 'OUTCOME_REQUIRED', 'INVALID_REFERENCE', 'NOT_FOUND'],
});
/** Takes the outcome back within five seconds; back to wrap-up unless the next call rings already. */
export const undoFinish = defineOperation({
  id: 'calls.undo-finish',
  method: 'POST',
  path: '/calls/:callId/finish/undo',
  summary: 'Take the outcome back',
  params,
  output: CallDesk,
  errors: ['UNDO_TOO_LATE', 'NOT_FOUND'],
});
/** Sixty seconds more of wrap-up, ten times. */
export const extendWrapUp = defineOperation({
  id: 'calls.extend-wrap-up',
  method: 'POST',
  path: '/calls/:callId/wrap-up/extend',
  summary: '60 s more',
  params,
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NO_EXTENSION_LEFT', 'NOT_FOUND'],
});
/** Calls of mine whose wrap-up ran out, of the last 24 h. */
export const unfinishedCalls = defineOperation({
  id: 'calls.unfinished',
  method: 'GET',
  path: '/me/unfinished-calls',
  summary: 'Calls to complete',
  output: z.object({ items: z.array(z.object({ call: Call, desk: CallDesk })) }),
});
