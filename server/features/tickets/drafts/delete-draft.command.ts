import type { deleteDraft as operation } from '../../../../shared/contract/drafts.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { draftByKey } from './drafts.query.js';
import { saveDraft } from './save-draft.command.js';

/** Empties a draft and moves its revision on, so that a late save of an older tab does not bring it back. Nothing there: nothing happens. */
export async function deleteDraft(ctx: Ctx, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const draft = await draftByKey(ctx, input.key);
  if (draft === null || draft.text === '') return { draft };
  return { draft: await saveDraft(ctx, { key: input.key, revision: draft.revision + 1, text: '' }) };
}
