import type { previewPersonMerge as operation } from '../../../../shared/contract/person-merges.js';
import type { Consent } from '../../../../shared/models/people.js';
import type { PersonMergePreview } from '../../../../shared/models/person-merges.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { found } from '../../../core/errors.js';
import { loadPerson } from '../load-person.query.js';
import { PersonEntity } from '../person.entity.js';
import type { WorkSight } from '../seen-work.query.js';
import { refuseMerged } from './lock-people.js';
import { differingFields } from './merged-fields.js';

/** What merging would do, reckoned by the rules that do it. Counts of tickets and tasks those the actor may see: how many a team has of its own is its business. Throws NOT_FOUND, PERSON_MERGED. */
export async function previewMerge(
  ctx: Ctx,
  { personId, intoId }: InputOf<typeof operation>,
  sight: WorkSight,
): Promise<PersonMergePreview> {
  const read = async (id: string) => found(await ctx.db.findOneBy(PersonEntity, { id }), 'person');
  const rows = { from: await read(personId), into: await read(intoId) };
  refuseMerged(rows);
  const [from, into] = [await loadPerson(ctx, personId), await loadPerson(ctx, intoId)];
  const tickets = sight.ticketVisibleTo(ctx.actor, 't');
  const tasks = sight.taskVisibleTo(ctx.actor, 't');
  const [moving]: PersonMergePreview['moving'][] = await ctx.db.query(
    `SELECT (SELECT count(*)::int FROM tickets t WHERE t.person_id = $1 AND (${bind(tickets, 1)})) AS tickets,
       (SELECT count(*)::int FROM tasks t WHERE t.person_id = $1 AND (${bind(tasks, 1 + tickets.params.length)})) AS tasks,
       (SELECT count(*)::int FROM interactions WHERE person_id = $1) AS contacts, (SELECT count(*)::int FROM calls WHERE person_id = $1) AS calls`,
    [personId, ...tickets.params, ...tasks.params],
  );
  return {
    ...{ from, into },
    differing: differingFields(rows.from, rows.into),
    consents: from.consents.flatMap((one) => clash(one, into.consents)),
    moving: moving ?? { tickets: 0, contacts: 0, tasks: 0, calls: 0 },
  };
}

/** Both are of one person: the latest that was said counts. */
function clash(one: Consent, others: readonly Consent[]): PersonMergePreview['consents'] {
  const other = others.find((consent) => consent.purpose === one.purpose && consent.channel === one.channel);
  if (!other || other.state === one.state) return [];
  const after = Date.parse(one.at) > Date.parse(other.at) || (one.at === other.at && one.id > other.id) ? one : other;
  return [{ purpose: one.purpose, channel: one.channel, from: one.state, into: other.state, after: after.state }];
}
