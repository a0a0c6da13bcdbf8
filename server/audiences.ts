import type { EventType } from '../shared/events/index.js';
import type { Audiences } from './core/feature.js';
import { agentsAudience } from './features/agents/index.js';
import { authAudience } from './features/auth/auth.audience.js';
import { callsAudience } from './features/calls/calls.audience.js';
import { demoAudience } from './features/demo/index.js';
import { fetchingAudience } from './features/fetching/index.js';
import { historyAudience } from './features/history/history.audience.js';
import { mailAudience } from './features/mail/index.js';
import { peopleAudience } from './features/people/people.audience.js';
import { queuesAudience } from './features/queues/index.js';
import { settingsAudience } from './features/settings/index.js';
import { slaAudience } from './features/sla/index.js';
import { tasksAudience } from './features/tasks/index.js';
import { telephonyAudience } from './features/telephony/index.js';
import { ticketsAudience } from './features/tickets/index.js';

/** Who hears each event. A new event without an audience does not compile. */
export const audiences: Audiences<EventType> = {
  ...authAudience,
  ...settingsAudience,
  ...demoAudience,
  ...queuesAudience,
  ...agentsAudience,
  ...peopleAudience,
  ...historyAudience,
  ...ticketsAudience,
  ...mailAudience,
  ...fetchingAudience,
  ...slaAudience,
  ...tasksAudience,
  ...callsAudience,
  ...telephonyAudience,
};
