import { react } from '../../core/feature.js';
import { directionOfMerge, rowsOfMerge } from '../people/index.js';
import { changeTicket } from './change-ticket.js';

/** Tickets go along with a person who was merged, and back. */
export const followPeople = react('person-merge.changed', async (ctx, merge) => {
  const { to: personId } = directionOfMerge(merge);
  for (const id of await rowsOfMerge(ctx, merge, 'tickets')) await changeTicket(ctx, { id, expected: null }, { personId });
});
