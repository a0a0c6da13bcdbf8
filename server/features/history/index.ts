import type { Feature } from '../../core/feature.js';
import { historyReactions } from './history.reactions.js';
import { type HistoryHooks, historyRoutes } from './history.routes.js';

export { cardFacts } from './card-facts.query.js';
export { moveInteractions } from './move-interactions.command.js';
export { type NewInteraction, recordInteraction } from './record-interaction.command.js';
export { tellSightOfTicket } from './tell-sight.command.js';

/** The history of contacts of any kind, and what it tells the caller card. */
export function historyFeature(hooks: HistoryHooks): Feature {
  return {
    name: 'history',
    routes: historyRoutes(hooks),
    reactions: historyReactions,
    personalData: [
      {
        table: 'interactions',
        columns: ['summary', 'text'],
        key: 'person_id',
        erasure: 'pseudonymise',
        kept: 'until the person is erased',
      },
    ],
  };
}
