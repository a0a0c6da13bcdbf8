import * as z from 'zod/mini';
import type { PersonMerge } from '../../../../shared/models/person-merges.js';
import { type Ctx, defineDeadline } from '../../../core/context.js';
import { type DeadlineHandler, handleDeadline } from '../../../core/feature.js';
import { loadPerson } from '../load-person.query.js';
import { presentMerge } from './merge.presenter.js';
import { PersonMergeRow } from './person-merge.entities.js';

/** Mails and calls that were taken in while a merge was under way may stand on the record that is gone: they are fetched this much later. */
const STRAGGLERS_MS = 60_000;

const stragglers = defineDeadline('person-merge.stragglers', z.object({ mergeId: z.uuid() }));

/** Fetches what still came to a person while they were merged. */
export const stragglersDeadline: DeadlineHandler = handleDeadline(stragglers, async (ctx, { mergeId }) => {
  const row = await ctx.db.findOneBy(PersonMergeRow, { id: mergeId });
  if (row && row.undoneAt === null) await carryAlong(ctx, presentMerge(row));
});

/** Lets all that happened with one record follow to the other, now and once more when what was under way has arrived. */
export async function enterMerge(ctx: Ctx, merge: PersonMerge): Promise<void> {
  await carryAlong(ctx, merge);
  if (merge.undoneAt === null) await ctx.deadline(stragglers, merge.id, new Date(ctx.now.getTime() + STRAGGLERS_MS), { mergeId: merge.id });
  else await ctx.cancelDeadline(stragglers, merge.id);
}

/** By reaction; counts both anew. */
async function carryAlong(ctx: Ctx, merge: PersonMerge): Promise<void> {
  await ctx.publish('person-merge.changed', merge);
  await ctx.db.query(COUNT_ANEW, [[merge.fromId, merge.intoId]]);
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
