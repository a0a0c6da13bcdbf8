import { systemActor } from '../../core/context.js';
import { type Feature, handleDeadline } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { absentDeadline, becameAbsent, leaseListener, sweepTabs, takeLead } from './agent-leases.js';
import { agentsReactions } from './agents.reactions.js';
import { agentsRoutes } from './agents.routes.js';
import { forgetPresences, PRESENCE_LOG_DAYS } from './forget-presences.command.js';

export { isSocketGone, pauseIfReady, releaseAgent, reserveAgent, setActivity } from './agent-calls.command.js';
export { agentsAudience } from './agents.audience.js';
export { readPresence } from './presence-row.js';

/** Presence of agents: intent × activity × reach, its lease and its log. */
export function agentsFeature(deps: Deps): Feature {
  deps.realtime.onLease(leaseListener(deps));
  deps.realtime.onMessage('tab.lead', (peer) => deps.transaction(systemActor('lease'), (ctx) => takeLead(ctx, peer)));
  return {
    name: 'agents',
    routes: agentsRoutes,
    reactions: agentsReactions,
    deadlines: [handleDeadline(absentDeadline, (ctx, { accountId }) => becameAbsent(ctx, accountId))],
    boot: () => sweepTabs(deps),
    everySecond: () => sweepTabs(deps),
    everyHour: () => deps.transaction(systemActor('housekeeping'), forgetPresences),
    personalData: [
      { table: 'presences', columns: ['intent', 'activity', 'reach'], key: 'account_id', erasure: 'delete', kept: 'while employed' },
      {
        table: 'presence_log',
        columns: ['intent', 'pause_reason_id', 'activity', 'reach'],
        key: 'account_id',
        erasure: 'delete',
        kept: `${PRESENCE_LOG_DAYS} days (thirteen months), so that a month can be compared with the same month a year ago`,
      },
      { table: 'agent_tabs', columns: ['tab_id'], key: 'account_id', erasure: 'delete', kept: 'while the browser tab is connected' },
    ],
  };
}
