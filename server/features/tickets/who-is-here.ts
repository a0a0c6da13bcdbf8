import * as z from 'zod/mini';
import { WhoIsHere } from '../../../shared/models/tickets.js';
import { room } from '../../../shared/rooms.js';
import type { Realtime } from '../../core/realtime/realtime.js';

/** What a tab says of itself; who it is, the server knows. */
const Said = z.pick(WhoIsHere, { ticketId: true, doing: true, isNew: true });

/** Tells those who look at a ticket who else does, and who is writing. Only a tab that may look at it, and does, is heard; nothing of it is kept. */
export function relayWhoIsHere(realtime: Realtime): void {
  realtime.onMessage('here', (peer, payload) => {
    const said = Said.parse(payload);
    if (!peer.isIn(room.ticket(said.ticketId))) return;
    const { ticketId, doing, isNew } = said;
    realtime.emit([room.ticket(ticketId)], 'here', { ticketId, doing, isNew, accountId: peer.accountId } satisfies WhoIsHere);
  });
}
