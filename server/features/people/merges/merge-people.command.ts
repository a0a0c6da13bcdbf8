import type { mergePeople as operation } from '../../../../shared/contract/person-merges.js';
import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { newId } from '../../../core/id.js';
import { PersonEntity } from '../person.entity.js';
import { personName } from '../person-name.js';
import { personWeight, saveSearchKeys } from '../search/search-keys.js';
import { enterMerge, tellPeople } from './enter-merge.command.js';
import { lockPeople, refuseMerged } from './lock-people.js';
import { presentMerge } from './merge.presenter.js';
import { mergedFields } from './merged-fields.js';
import { moveParts } from './move-parts.command.js';
import { keepPerson, type Restore } from './restore.js';

/**
 * Merges a record of a person into another one. Numbers, addresses, companies, consents and all that happened stand there afterwards, and the old id leads there.
 * Both are locked in the order of their ids: of two merges that cross, the second is refused. Throws NOT_FOUND, PERSON_MERGED, STALE.
 */
export async function mergePeople(ctx: Ctx, input: InputOf<typeof operation>): Promise<PersonMerge> {
  const pair = await lockPeople(ctx, input.personId, input.intoId);
  refuseMerged(pair);
  const { from, into } = pair;
  const kept = { from: keepPerson(from), into: keepPerson(into) };
  const fields = mergedFields(from, into, input.take ?? []);
  const restore: Restore = { ...kept, ...(await moveParts(ctx, { fromId: from.id, intoId: into.id })) };
  const [name, otherName] = [personName(from), personName(into)];
  const gone = await change(
    ctx,
    PersonEntity,
    { id: from.id, expected: input.version },
    { mergedIntoId: into.id, customerNumber: null, isVip: false },
  );
  const also = { merged: [null, name] } satisfies Record<string, [unknown, unknown]>;
  const after = await change(ctx, PersonEntity, { id: into.id, expected: input.intoVersion, also }, fields);
  await saveKeys(ctx, gone.row, after.row);
  for (const [id, action, other] of [
    [into.id, 'merged-from', name],
    [from.id, 'merged-into', otherName],
  ] as const)
    await ctx.audit({ entity: 'persons', entityId: id, action, changes: { person: [null, other] } });
  return enter(ctx, { from: gone.row, into: after.row }, restore);
}

/** Nobody is found by the record that is gone; the other one by its name. */
async function saveKeys(ctx: Ctx, gone: PersonEntity, after: PersonEntity): Promise<void> {
  await ctx.db.query('DELETE FROM search_keys WHERE person_id = $1', [gone.id]);
  await saveSearchKeys(ctx, { column: 'person_id', id: after.id }, `${after.givenName} ${after.familyName}`, personWeight(after));
}

async function enter(ctx: Ctx, { from, into }: { from: PersonEntity; into: PersonEntity }, restore: Restore): Promise<PersonMerge> {
  const row = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, undoneAt: null },
    ...{ fromId: from.id, intoId: into.id, byId: ctx.actor.kind === 'agent' ? ctx.actor.id : null },
  };
  await ctx.db.query(
    `INSERT INTO person_merges (id, version, created_at, updated_at, from_id, into_id, by_id, restore, from_version, into_version)
     VALUES ($1, 1, $2, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, ctx.now, from.id, into.id, row.byId, JSON.stringify(restore), from.version, into.version],
  );
  const merge = presentMerge(row);
  await enterMerge(ctx, merge);
  await tellPeople(ctx, [from.id, into.id]);
  return merge;
}
