import * as op from '../../../shared/contract/live.js';
import { anyAgent } from '../../core/context.js';
import type { Feature } from '../../core/feature.js';
import { route } from '../../core/http/route.js';
import type { Deps } from '../../deps.js';
import { mayWatchQueue } from '../queues/index.js';
import { readCountedCalls } from './counted-calls.query.js';
import { figuresFeed } from './figures-feed.js';
import { liveHistory } from './live-history.query.js';
import { liveSnapshot } from './live-snapshot.query.js';

/** The live board: figures per queue, and the calls behind each of them. It keeps nothing of its own. */
export function liveFeature(deps: Deps): Feature {
  return {
    name: 'live',
    routes: [
      route(op.liveSnapshot, { can: anyAgent, run: liveSnapshot }),
      route(op.liveHistory, { can: anyAgent, run: liveHistory }),
      route(op.countedCalls, { can: (ctx, { queueId }) => mayWatchQueue(ctx, queueId), run: readCountedCalls }),
    ],
    watch: { live: mayWatchQueue },
    everySecond: figuresFeed({ transaction: deps.transaction, realtime: deps.realtime, hasOthers: deps.config.REDIS_URL !== undefined }),
    personalData: [],
  };
}
