import { type Reaction, react } from '../../core/feature.js';
import { carryRows } from '../tickets/index.js';

/** A mail on its way out goes along with its message. */
export const outboxReactions: readonly Reaction[] = [
  react('ticket-move.changed', async (ctx, move) => {
    await carryRows(ctx, move, { table: 'outgoing_mails', message: 'id', isVersioned: false });
  }),
];
