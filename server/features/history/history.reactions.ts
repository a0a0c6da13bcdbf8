import type { PersonMerge } from '../../../shared/models/person-merges.js';
import { room } from '../../../shared/rooms.js';
import type { Ctx } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { directionOfMerge, rowsOfMerge } from '../people/index.js';

/** Contacts go along with a person who was merged, and back. Both pages hear of it once, for they fetch the whole anew. */
async function followMerge(ctx: Ctx, merge: PersonMerge): Promise<void> {
  const { from, to } = directionOfMerge(merge);
  const ids = await rowsOfMerge(ctx, merge, 'interactions');
  if (ids.length === 0) return;
  const rows: { id: string; version: number; companyId: string | null }[] = await ctx.db.query(
    `WITH moved AS (UPDATE interactions SET person_id = $2, version = version + 1, updated_at = $3 WHERE id = ANY($1::uuid[]) RETURNING id, version, company_id)
     SELECT DISTINCT ON (company_id) id, version, company_id AS "companyId" FROM moved ORDER BY company_id, id`,
    [ids, to, ctx.now],
  );
  for (const row of rows) await ctx.publish('interaction.changed', { ...row, personId: to }, { roomsBefore: [room.person(from)] });
}

/** The history follows its people. */
export const historyReactions: readonly Reaction[] = [react('person-merge.changed', followMerge)];
