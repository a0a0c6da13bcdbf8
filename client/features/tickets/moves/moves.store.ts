import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { likeTickets, mergeTicket, splitTicket, ticketMoves, undoMove } from '../../../../shared/contract/ticket-moves';
import { isGone } from '../../../../shared/events';
import type { TicketMove } from '../../../../shared/models/ticket-moves';
import type { InputOf, OutputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { send } from '../../../core/pending';
import { onEvent } from '../../../core/sync';
import { useTickets } from '../tickets.store';

/** What is known beside one ticket: what it was merged with and split from, and what is perhaps the same. */
interface Relatives {
  moves: OutputOf<typeof ticketMoves>;
  like: OutputOf<typeof likeTickets>;
}

/** Merges and splits of the tickets this tab looks at. */
export const useMoves = defineStore('ticket-moves', () => {
  const tickets = useTickets();
  const relatives = shallowReactive(new Map<string, Relatives>());
  const listeners = new Set<(move: TicketMove) => void>();
  onEvent('ticket-move.changed', (move) => {
    if (isGone(move)) return;
    for (const listener of listeners) listener(move);
  });
  return {
    relatives,
    /** Hears of every merge, split and undoing. Returns the way to stop. */
    onMove(listener: (move: TicketMove) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async load(ticketId: string): Promise<void> {
      const [moves, like] = await Promise.all([api(ticketMoves, { ticketId }), api(likeTickets, { ticketId })]);
      tickets.takeNames(like.names);
      relatives.set(ticketId, { moves, like });
    },
    merge: (ticketId: string, intoId: string) => send(mergeTicket, { ticketId, intoId }),
    split: (input: InputOf<typeof splitTicket>) => send(splitTicket, input),
    undo: (moveId: string) => send(undoMove, { moveId }),
  };
});
