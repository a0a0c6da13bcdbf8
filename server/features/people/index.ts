import type { Ctx } from '../../core/context.js';
import type { Feature } from '../../core/feature.js';
import { peoplePersonalData } from './people.personal-data.js';
import { peopleRoutes } from './people.routes.js';

export { createCompany, type NewCompany } from './create-company.command.js';
export { createPerson, type NewPerson } from './create-person.command.js';
export { type FactsOwner, type FactsPatch, refreshPersonFacts } from './facts.js';
export { learnNumber } from './learn-number.command.js';
export { loadPaths } from './load-company.query.js';
export { type Caller, matchCaller } from './match-caller.query.js';
export { personName, personNameSql } from './person-name.js';
export { recordConsent } from './record-consent.command.js';
export { companyWeight, personSortName, personWeight, storedKeys } from './search-keys.js';

/** Everyone signed in may watch a person or company that exists. */
function exists(table: 'persons' | 'companies'): (ctx: Ctx, id: string) => Promise<boolean> {
  return async (ctx, id) => {
    const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
    return ctx.actor.kind === 'agent' && rows.length > 0;
  };
}

/** People, companies, their numbers and consents, the caller match and the search. The history of contacts is the feature `history`. */
export function peopleFeature(): Feature {
  return {
    name: 'people',
    routes: peopleRoutes,
    watch: { person: exists('persons'), company: exists('companies') },
    personalData: peoplePersonalData,
  };
}
