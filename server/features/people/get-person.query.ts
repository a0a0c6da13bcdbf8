import type { getPerson as operation } from '../../../shared/contract/people.js';
import type { PersonFacts, PersonLite } from '../../../shared/models/people.js';
import type { OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { loadPaths } from './companies/load-company.query.js';
import { loadPerson } from './load-person.query.js';
import { type PersonLiteRow, presentPersonLite } from './people.presenter.js';
import { PERSON_LITE_COLUMNS, PERSON_LITE_JOINS } from './person-lite-sql.js';
import { promisesSeen, type WorkSight, withSeenTickets } from './seen-work.query.js';

interface FactsRow {
  id: string;
  openTickets: number;
  nextPromiseAt: Date | null;
  lastInteractionAt: Date | null;
  firstInteractionAt: Date | null;
}

/** A person with paths of their companies, superiors, subordinates and what of the facts the actor may see. Throws NOT_FOUND. */
export async function getPerson(ctx: Ctx, input: { personId: string }, sight: WorkSight): Promise<OutputOf<typeof operation>> {
  const person = await loadPerson(ctx, input.personId);
  const managerIds = person.positions.flatMap((position) => position.managerId ?? []);
  const companies = await loadPaths(
    ctx,
    person.positions.map((position) => position.companyId),
  );
  const managers = await loadPeople(ctx, sight, { where: 'p.id = ANY($1::uuid[])', ids: managerIds });
  const subordinates = await loadPeople(ctx, sight, {
    where: 'p.id IN (SELECT person_id FROM positions WHERE manager_id = ANY($1::uuid[]))',
    ids: [person.id],
  });
  return { person, facts: await loadFacts(ctx, sight, person.id), companies, managers, subordinates };
}

async function loadPeople(ctx: Ctx, sight: WorkSight, { where, ids }: { where: string; ids: readonly string[] }): Promise<PersonLite[]> {
  if (ids.length === 0) return [];
  const rows: PersonLiteRow[] = await ctx.db.query(
    `SELECT ${PERSON_LITE_COLUMNS} FROM persons p ${PERSON_LITE_JOINS} WHERE ${where} ORDER BY p.sort_name LIMIT 200`,
    [ids],
  );
  return (await withSeenTickets(ctx, sight, { column: 'person_id', rows })).map(presentPersonLite);
}

async function loadFacts(ctx: Ctx, sight: WorkSight, personId: string): Promise<PersonFacts> {
  const rows: FactsRow[] = await ctx.db.query(
    `SELECT person_id AS id, open_tickets AS "openTickets", next_promise_at AS "nextPromiseAt", last_interaction_at AS "lastInteractionAt",
       first_interaction_at AS "firstInteractionAt" FROM person_facts WHERE person_id = $1`,
    [personId],
  );
  const [facts] = await withSeenTickets(ctx, sight, { column: 'person_id', rows });
  const promised = facts?.nextPromiseAt ? (await promisesSeen(ctx, sight, [personId])).get(personId) : undefined;
  return {
    openTickets: facts?.openTickets ?? 0,
    nextPromiseAt: promised?.toISOString() ?? null,
    lastInteractionAt: facts?.lastInteractionAt?.toISOString() ?? null,
    firstInteractionAt: facts?.firstInteractionAt?.toISOString() ?? null,
  };
}
