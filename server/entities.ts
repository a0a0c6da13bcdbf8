import { agentsEntities } from './features/agents/entities.js';
import { authEntities } from './features/auth/entities.js';
import { callsEntities } from './features/calls/entities.js';
import { fetchingEntities } from './features/fetching/entities.js';
import { historyEntities } from './features/history/entities.js';
import { liveEntities } from './features/live/entities.js';
import { mailEntities } from './features/mail/entities.js';
import { outboxEntities } from './features/outbox/entities.js';
import { peopleEntities } from './features/people/entities.js';
import { queuesEntities } from './features/queues/entities.js';
import { routingEntities } from './features/routing/entities.js';
import { settingsEntities } from './features/settings/entities.js';
import { slaEntities } from './features/sla/entities.js';
import { tasksEntities } from './features/tasks/entities.js';
import { telephonyEntities } from './features/telephony/entities.js';
import { ticketsEntities } from './features/tickets/entities.js';

/** Every entity of the product: for the data source, and for the test that migrations and entities agree. */
export const entities = [
  ...authEntities,
  ...settingsEntities,
  ...peopleEntities,
  ...historyEntities,
  ...ticketsEntities,
  ...tasksEntities,
  ...slaEntities,
  ...queuesEntities,
  ...agentsEntities,
  ...routingEntities,
  ...callsEntities,
  ...liveEntities,
  ...telephonyEntities,
  ...mailEntities,
  ...fetchingEntities,
  ...outboxEntities,
];
