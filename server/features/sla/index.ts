import type { Feature } from '../../core/feature.js';
import { slaDeadline } from './recount.command.js';
import { recountAllJob } from './recount-all.job.js';
import { slaReactions } from './sla.reactions.js';
import { slaRoutes } from './sla.routes.js';

export { slaAudience } from './sla.audience.js';

/** Service levels: calendars, policies, and how the promises on each ticket stand. */
export function slaFeature(): Feature {
  return {
    name: 'sla',
    routes: slaRoutes,
    reactions: slaReactions,
    deadlines: [slaDeadline],
    jobs: [recountAllJob],
    personalData: [
      { table: 'sla_calendars', columns: [], key: null, erasure: 'none', kept: 'until removed' },
      { table: 'sla_policies', columns: [], key: null, erasure: 'none', kept: 'until removed' },
      { table: 'ticket_slas', columns: [], key: null, erasure: 'none', kept: 'as long as the ticket' },
    ],
  };
}
