import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { addTicketLink, removeTicketLink, ticketLinks } from '../../../../shared/contract/ticket-links';
import { isTicketEnded } from '../../../../shared/domain/ticket-status';
import { isGone } from '../../../../shared/events';
import type { LinkedTicket, TicketLink, TicketLinks } from '../../../../shared/models/ticket-links';
import type { Ticket } from '../../../../shared/models/tickets';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { send } from '../../../core/pending';
import { onEvent } from '../../../core/sync';
import { useTickets } from '../tickets.store';

/** Links between tickets, as far as this tab looks at them. */
export const useLinks = defineStore('ticket-links', () => {
  const tickets = useTickets();
  const byTicket = shallowReactive(new Map<string, TicketLinks>());
  const listeners = new Set<(link: TicketLink) => void>();
  for (const type of ['ticket-link.changed', 'ticket-link.removed'] as const)
    onEvent(type, (link) => {
      if (isGone(link)) return;
      for (const listener of listeners) listener(link);
    });
  async function load(ticketId: string): Promise<TicketLinks> {
    const links = await api(ticketLinks, { ticketId });
    byTicket.set(ticketId, links);
    return links;
  }
  const isOpen = ({ ticket }: LinkedTicket) => ticket.status !== null && !isTicketEnded(ticket.status);
  return {
    byTicket,
    load,
    /** Hears of every link made or taken away. Returns the way to stop. */
    onLink(listener: (link: TicketLink) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** The children of a ticket that are still open, fetched. None when they cannot be had: closing does not wait for that. */
    async openChildren(ticketId: string): Promise<Ticket[]> {
      const links = await load(ticketId).catch(() => null);
      const open = (links?.children ?? []).filter(isOpen);
      return Promise.all(open.map(({ ticket }) => tickets.load(ticket.id)));
    },
    add: (input: InputOf<typeof addTicketLink>) => send(addTicketLink, input),
    remove: (linkId: string) => send(removeTicketLink, { linkId }),
  };
});
