import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { PersonEntity } from '../person.entity.js';
import { personName } from '../person-name.js';
import { personWeight, saveSearchKeys } from '../search/search-keys.js';
import { enterMerge, tellPeople } from './enter-merge.command.js';
import { lockPeople } from './lock-people.js';
import { presentMerge } from './merge.presenter.js';
import { giveBackParts } from './move-parts.command.js';
import { PersonMergeRow } from './person-merge.entities.js';
import type { KeptPerson } from './restore.js';

/**
 * Parts two merged records while neither was changed since: each is what it was, and what happened stands where it stood; what came since stays with the one
 * it came to. Repeated: nothing happens. Throws NOT_FOUND, MERGE_SETTLED.
 */
export async function undoMerge(ctx: Ctx, { mergeId }: { mergeId: string }): Promise<PersonMerge> {
  const { fromId, intoId } = found(await ctx.db.findOneBy(PersonMergeRow, { id: mergeId }), 'merge');
  const { from, into } = await lockPeople(ctx, fromId, intoId);
  // Read again: whoever held the two may have undone it.
  const merge = found(await ctx.db.findOneBy(PersonMergeRow, { id: mergeId }), 'merge');
  if (merge.undoneAt !== null) return presentMerge(merge);
  if (from.version !== merge.fromVersion || into.version !== merge.intoVersion)
    throw new AppError('MERGE_SETTLED', 'The person was changed since; parting them would tear that apart.');
  await giveBackParts(ctx, { fromId, intoId }, merge.restore);
  await restorePerson(ctx, into, merge.restore.into, { unmerged: [personName(from), null] });
  await restorePerson(ctx, from, merge.restore.from, { unmerged: [personName(into), null] });
  const { row } = await change(ctx, PersonMergeRow, { id: mergeId, expected: null }, { undoneAt: ctx.now });
  const undone = presentMerge(row);
  await enterMerge(ctx, undone);
  await tellPeople(ctx, [fromId, intoId]);
  return undone;
}

async function restorePerson(
  ctx: Ctx,
  { id, version }: PersonEntity,
  kept: KeptPerson,
  also: Record<string, [unknown, unknown]>,
): Promise<void> {
  const { row } = await change(ctx, PersonEntity, { id, expected: null, also }, kept);
  // The merge was one step, and the way back is none: merges before this one find the person as they left them.
  await ctx.db.query(SAME_AGAIN, [id, version - 1, row.version, ctx.now]);
  await saveSearchKeys(ctx, { column: 'person_id', id }, `${row.givenName} ${row.familyName}`, personWeight(row));
}

const SAME_AGAIN = `
UPDATE person_merges SET version = version + 1, updated_at = $4,
  from_version = CASE WHEN from_id = $1 THEN $3 ELSE from_version END, into_version = CASE WHEN into_id = $1 THEN $3 ELSE into_version END
WHERE undone_at IS NULL AND ((from_id = $1 AND from_version = $2) OR (into_id = $1 AND into_version = $2))`;
