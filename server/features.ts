import type { Feature } from './core/feature.js';
import type { Deps } from './deps.js';
import { agentsFeature, isSocketGone } from './features/agents/index.js';
import { authFeature } from './features/auth/index.js';
import { callsFeature, maySeeCall } from './features/calls/index.js';
import { demoFeature, fillDemo } from './features/demo/index.js';
import { fetchingFeature } from './features/fetching/index.js';
import { historyFeature } from './features/history/index.js';
import { liveFeature } from './features/live/index.js';
import { mailFeature } from './features/mail/index.js';
import { outboxFeature } from './features/outbox/index.js';
import { peopleFeature } from './features/people/index.js';
import { queuesFeature } from './features/queues/index.js';
import { routingFeature } from './features/routing/index.js';
import { searchFeature } from './features/search/index.js';
import { settingsFeature } from './features/settings/index.js';
import { slaFeature } from './features/sla/index.js';
import { tasksFeature, taskVisibleTo } from './features/tasks/index.js';
import { telephonyFeature } from './features/telephony/index.js';
import { ticketsFeature, ticketVisibleTo, writableTicket } from './features/tickets/index.js';

/** The explicit list of features, in the order of their declared edges. */
export function makeFeatures(deps: Deps): Feature[] {
  return [
    settingsFeature(),
    authFeature({ demo: fillDemo, isSimulated: () => deps.telephony.account()?.kind !== 'twilio' }),
    peopleFeature({ ticketVisibleTo, taskVisibleTo }),
    historyFeature({ writableTicket }),
    ticketsFeature(deps, { maySeeCall: (ctx, callId) => maySeeCall(ctx, { callId }) }),
    searchFeature(deps),
    mailFeature(deps),
    fetchingFeature(deps),
    outboxFeature(deps),
    slaFeature(),
    tasksFeature({ isPresent: async (ctx, accountId) => !(await isSocketGone(ctx, accountId)) }),
    demoFeature(),
    queuesFeature(deps),
    agentsFeature(deps),
    callsFeature(deps),
    routingFeature(deps),
    liveFeature(deps),
    telephonyFeature(deps),
  ];
}
