import * as operations from '../../../shared/contract/fetching.js';
import { adminOnly } from '../../core/context.js';
import { type Route, route, servedRoute } from '../../core/http/route.js';
import { listStates } from './fetch-state.command.js';
import type { FetchingDeps } from './fetching-deps.js';
import { getFetching, setFetching } from './fetching-settings.command.js';
import { testImap } from './test-imap.js';

/** Operation → policy → command or query. */
export const fetchingRoutes = (deps: FetchingDeps): readonly Route[] => [
  route(operations.getMailboxFetching, { can: adminOnly, run: (ctx, { mailboxId }) => getFetching(ctx, mailboxId) }),
  route(operations.setMailboxFetching, { can: adminOnly, run: (ctx, input) => setFetching(ctx, input, deps.key) }),
  route(operations.listFetchStates, { can: adminOnly, run: listStates }),
  servedRoute(operations.testImap, { can: adminOnly, serve: (door, input) => testImap(deps, door, input) }),
];
