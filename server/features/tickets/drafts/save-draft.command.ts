import type { saveDraft as operation } from '../../../../shared/contract/drafts.js';
import type { Draft } from '../../../../shared/models/tickets.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import type { DraftRow } from './draft.entity.js';
import { presentDraft } from './draft.presenter.js';
import { draftByKey } from './drafts.query.js';

/** Columns under the names of the entity. */
const COLUMNS = 'id, version, created_at AS "createdAt", updated_at AS "updatedAt", account_id AS "accountId", key, revision, text';

/**
 * Keeps what the actor typed under a key, when `revision` is newer than what is kept; one statement, because it runs with every pause in typing.
 * Not audited: a draft is nobody's act yet. Throws STALE with the newer draft's revision and text, so that the older tab can show both.
 */
export async function saveDraft(ctx: Ctx, input: InputOf<typeof operation>): Promise<Draft> {
  const [row]: DraftRow[] = await ctx.db.query(
    `INSERT INTO drafts (id, version, created_at, updated_at, account_id, key, revision, text) VALUES ($1, 1, $2, $2, $3, $4, $5, $6)
     ON CONFLICT (account_id, key) DO UPDATE SET version = drafts.version + 1, updated_at = $2, revision = $5, text = $6 WHERE drafts.revision < $5
     RETURNING ${COLUMNS}`,
    [newId(ctx.now.getTime()), ctx.now, ctx.actor.id, input.key, input.revision, input.text],
  );
  if (!row) return keptAlready(input, await draftByKey(ctx, input.key));
  const draft = presentDraft(row);
  await ctx.publish('draft.saved', draft);
  return draft;
}

/** The very same save once more (a request repeated after a lost answer) is no conflict. */
function keptAlready(input: InputOf<typeof operation>, current: Draft | null): Draft {
  if (current?.revision === input.revision && current.text === input.text) return current;
  throw new AppError('STALE', 'Newer text was typed here on another device or tab.', { ...current });
}
