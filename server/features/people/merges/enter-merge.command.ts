import * as z from 'zod/mini';
import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import { type Ctx, defineDeadline } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type DeadlineHandler, handleDeadline } from '../../../core/feature.js';
import { loadPerson } from '../load-person.query.js';
import { isAnythingLeft } from './carried-rows.command.js';
import { lockPeople } from './lock-people.js';
import { presentMerge } from './merge.presenter.js';
import { PersonMergeRow } from './person-merge.entities.js';

/** Mails and calls that were taken in while a merge was under way may stand on the record that is gone: they are fetched this much later. */
const STRAGGLERS_MS = 60_000;

const stragglers = defineDeadline('person-merge.stragglers', z.object({ mergeId: z.uuid() }));

/** Lets the next portion follow, and fetches what still came to a person while they were merged. */
export const stragglersDeadline: DeadlineHandler = handleDeadline(stragglers, async (ctx, { mergeId }) => {
  const known = await ctx.db.findOneBy(PersonMergeRow, { id: mergeId });
  if (!known) return;
  await lockPeople(ctx, known.fromId, known.intoId);
  // Read again: whoever held the two may have undone it.
  const row = found(await ctx.db.findOneBy(PersonMergeRow, { id: mergeId }), 'merge');
  await enterMerge(ctx, presentMerge(row));
});

/**
 * Lets what happened with one record follow to the other, by reaction, and counts both anew. What is more than goes at once follows in portions behind the
 * commit: neither a call nor a mail of theirs waits until years of history have moved.
 */
export async function enterMerge(ctx: Ctx, merge: PersonMerge): Promise<void> {
  await ctx.publish('person-merge.changed', merge);
  await ctx.db.query(COUNT_ANEW, [[merge.fromId, merge.intoId]]);
  const last = Date.parse(merge.at) + STRAGGLERS_MS;
  const next = (await isAnythingLeft(ctx, merge)) ? ctx.now.getTime() : merge.undoneAt === null && ctx.now.getTime() < last ? last : null;
  if (next !== null) await ctx.deadline(stragglers, merge.id, new Date(next), { mergeId: merge.id });
  else if (merge.undoneAt !== null) await ctx.cancelDeadline(stragglers, merge.id);
}

/** Tells everybody what became of these people. */
export async function tellPeople(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) await ctx.publish('person.changed', await loadPerson(ctx, id));
}

const COUNT_ANEW = `
INSERT INTO person_facts AS f (person_id, open_tickets, next_promise_at, last_interaction_at, first_interaction_at)
SELECT p.id, (SELECT count(*) FROM tickets t WHERE t.person_id = p.id AND t.ended_at IS NULL),
  (SELECT min(k.due_at) FROM tasks k WHERE k.person_id = p.id AND k.kind = 'promise' AND k.state = 'open'),
  (SELECT max(i.at) FROM interactions i WHERE i.person_id = p.id), (SELECT min(i.at) FROM interactions i WHERE i.person_id = p.id)
FROM unnest($1::uuid[]) AS p(id)
ON CONFLICT (person_id) DO UPDATE SET open_tickets = EXCLUDED.open_tickets, next_promise_at = EXCLUDED.next_promise_at,
  last_interaction_at = EXCLUDED.last_interaction_at, first_interaction_at = EXCLUDED.first_interaction_at`;
