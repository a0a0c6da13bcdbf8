import { room } from '../../../shared/rooms.js';
import { systemActor, type Transaction } from '../../core/context.js';
import type { Realtime } from '../../core/realtime/realtime.js';
import { queueFigures } from './queue-figures.query.js';

/** Socket channel of the figures: one whole snapshot of one queue, never upserted. */
const CHANNEL = 'figures';

/** What the feed needs of the process. `hasOthers`: other servers may have watchers too. */
export interface FeedDeps {
  transaction: Transaction;
  realtime: Pick<Realtime, 'emit' | 'hasListeners'>;
  hasOthers: boolean;
}

/**
 * Sends the figures of every watched queue to its board; called once a second on the leader. With Redis, watchers of other servers are served too:
 * as nobody here knows them, every queue counts as watched.
 */
export function figuresFeed(deps: FeedDeps): () => Promise<void> {
  return async () => {
    const figures = await deps.transaction(
      systemActor('figures'),
      async (ctx) => {
        const queues: { id: string }[] = await ctx.db.query('SELECT id FROM queues');
        const watched = queues.map((queue) => queue.id).filter((id) => deps.hasOthers || deps.realtime.hasListeners(room.live(id)));
        return queueFigures(ctx, watched);
      },
      { readOnly: true },
    );
    for (const snapshot of figures) deps.realtime.emit([room.live(snapshot.queueId)], CHANNEL, snapshot);
  };
}
