import type { Ctx } from '../../core/context.js';
import type { Feature } from '../../core/feature.js';
import { stragglersDeadline } from './merges/enter-merge.command.js';
import { peoplePersonalData } from './people.personal-data.js';
import { peopleRoutes } from './people.routes.js';
import type { WorkSight } from './seen-work.query.js';

export { learnNumber } from './caller-match/learn-number.command.js';
export { type Caller, matchCaller } from './caller-match/match-caller.query.js';
export { createCompany } from './companies/create-company.command.js';
export { loadPaths } from './companies/load-company.query.js';
export { createPerson } from './create-person.command.js';
export { refreshPersonFacts } from './facts.js';
export { clearBounced, markBounced } from './mail/bounced-addresses.command.js';
export { personFromMail } from './mail/person-from-mail.command.js';
export { hintPhones } from './mail/phone-hints.command.js';
export { directionOfMerge, rowsOfMerge } from './merges/carried-rows.command.js';
export { currentPersonId } from './merges/current-person.query.js';
export { personNameSql } from './person-name.js';
export { recordConsent } from './record-consent.command.js';

/** Everyone signed in may watch a person or company that exists. */
function exists(table: 'persons' | 'companies'): (ctx: Ctx, id: string) => Promise<boolean> {
  return async (ctx, id) => {
    const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
    return ctx.actor.kind === 'agent' && rows.length > 0;
  };
}

/** People, companies, their numbers and consents, the caller match and the search. The history of contacts is the feature `history`. */
export function peopleFeature(sight: WorkSight): Feature {
  return {
    name: 'people',
    routes: peopleRoutes(sight),
    watch: { person: exists('persons'), company: exists('companies') },
    deadlines: [stragglersDeadline],
    personalData: peoplePersonalData,
  };
}
