import { searchTickets as operation } from '../../../shared/contract/search.js';
import { anyAgent } from '../../core/context.js';
import type { Feature } from '../../core/feature.js';
import { route } from '../../core/http/route.js';
import type { Deps } from '../../deps.js';
import { searchTickets } from './finding/search-tickets.query.js';
import { Indexer } from './indexing/indexer.js';
import { searchPersonalData } from './search.personal-data.js';

/** Full-text search over what was said on tickets. The index follows the events, so nobody who writes waits for it. */
export function searchFeature(deps: Deps): Feature {
  const indexer = new Indexer(deps);
  return {
    name: 'search',
    routes: [route(operation, { can: anyAgent, run: searchTickets })],
    everySecond: () => Promise.resolve(indexer.wake()),
    settle: () => indexer.idle(),
    stop: () => indexer.stop(),
    personalData: searchPersonalData,
  };
}
