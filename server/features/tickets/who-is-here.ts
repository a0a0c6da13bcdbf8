import * as z from 'zod/mini';
import { WhoIsHere } from '../../../shared/models/tickets.js';
import { room } from '../../../shared/rooms.js';
import { systemActor, type Transaction } from '../../core/context.js';
import type { Realtime } from '../../core/realtime/realtime.js';
import { atWorkNews } from './at-work-news.js';
import { ticketWhereabouts } from './ticket-by-id.query.js';
import { ticketRooms } from './tickets.audience.js';

/** What a tab says of itself; who it is, the server knows. */
const Said = z.pick(WhoIsHere, { ticketId: true, doing: true, isNew: true });

/**
 * Tells those who look at a ticket who else does, and who is writing; and, seldom, everybody who may see the ticket, for their lists. Only a tab that may
 * look at it, and does, is heard; nothing of it is kept.
 */
export function relayWhoIsHere({ realtime, transaction }: { realtime: Realtime; transaction: Transaction }): void {
  const isNews = atWorkNews();
  realtime.onMessage('here', async (peer, payload) => {
    const said = Said.parse(payload);
    if (!peer.isIn(room.ticket(said.ticketId))) return;
    const { ticketId, doing, isNew } = said;
    const here: WhoIsHere = { ticketId, doing, isNew, accountId: peer.accountId };
    realtime.emit([room.ticket(ticketId)], 'here', here);
    if (!isNews(here, performance.now())) return;
    const rooms = await transaction(systemActor('who-is-here'), async (ctx) => ticketRooms(await ticketWhereabouts(ctx, ticketId)), {
      readOnly: true,
    });
    realtime.emit(rooms, 'at-work', here);
  });
}
