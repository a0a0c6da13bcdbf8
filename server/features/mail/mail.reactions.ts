import { type Reaction, react } from '../../core/feature.js';
import { carryRows } from '../tickets/index.js';

/** Mails go along with the messages they are, so that what answers them finds the ticket where these stand. */
export const mailReactions: readonly Reaction[] = [
  react('ticket-move.changed', async (ctx, move) => {
    await carryRows(ctx, move, { table: 'mails', message: 'id', isVersioned: false });
  }),
];
