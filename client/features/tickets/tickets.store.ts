import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import {
  addNote,
  assignTicket,
  closeTicket,
  countTickets,
  createTicket,
  editTicket,
  followTicket,
  getTicket,
  linkTicket,
  reopenTicket,
  seeMention,
  seeQuietReplies,
  unfollowTicket,
} from '../../../shared/contract/tickets';
import { isTicketEnded } from '../../../shared/domain/ticket-status';
import type { Message, Ticket } from '../../../shared/models/tickets';
import type { InputOf, OutputOf } from '../../../shared/operation';
import { ApiError, api } from '../../core/api';
import { errorText } from '../../core/error-text';
import { ModelMap } from '../../core/model-map';
import { optimistic, send, withPending } from '../../core/pending';
import { onEvent } from '../../core/sync';
import { type Conflict, fieldsOf, judgeStale, type TicketPatch } from './stale';

/** Told of every change of a ticket, with the message when one was added, changed or (`isGone`) taken back. */
type Listener = (ticketId: string, message: Message | null, isGone?: boolean) => void;

/** Tickets this tab has seen, kept current by events; edits with the result shown at once, and what became of those that were refused. */
export const useTickets = defineStore('tickets', () => {
  const tickets = new ModelMap<Ticket>(shallowReactive(new Map()));
  /** Names of the people and companies that tickets speak of. */
  const names = shallowReactive(new Map<string, string>());
  const counts = ref<OutputOf<typeof countTickets> | null>(null);
  /** Edits that met somebody else's, by ticket. */
  const conflicts = shallowReactive(new Map<string, Conflict>());
  /** Why an edit was refused, by `ticket:field`. */
  const problems = shallowReactive(new Map<string, string>());
  const listeners = new Set<Listener>();
  const tell: Listener = (ticketId, message, isGone = false) => {
    for (const listener of listeners) listener(ticketId, message, isGone);
  };
  for (const type of ['ticket.created', 'ticket.changed'] as const)
    onEvent(type, (payload) => {
      tickets.apply(payload);
      if (!tickets.get(payload.id)) conflicts.delete(payload.id);
      tell(payload.id, null);
    });
  for (const type of ['ticket.message-added', 'ticket.message-changed', 'ticket.message-removed'] as const)
    onEvent(type, (payload) => {
      if ('ticketId' in payload) tell(payload.ticketId, payload, type === 'ticket.message-removed');
    });
  const take = (ticket: Ticket): Ticket => {
    tickets.upsert(ticket);
    return ticket;
  };

  /** Sends a patch through the operation its fields belong to, as of the version that was looked at. */
  async function write(base: Ticket, patch: TicketPatch): Promise<Ticket> {
    const on = { ticketId: base.id, version: base.version };
    const overlay = { id: base.id, patch };
    const { teamId, ownerId, personId, companyId, status, ...fields } = patch;
    if (status === 'solved' || status === 'closed') return optimistic(closeTicket, { ...on, as: status }, overlay);
    if (status !== undefined && isTicketEnded(base.status)) {
      const open = take(await optimistic(reopenTicket, on, overlay));
      return status === 'open' ? open : write(open, patch);
    }
    if (teamId !== undefined || ownerId !== undefined)
      return optimistic(
        assignTicket,
        { ...on, ...(teamId === undefined ? {} : { teamId }), ...(ownerId === undefined ? {} : { ownerId }) },
        overlay,
      );
    if (personId !== undefined || companyId !== undefined)
      return optimistic(
        linkTicket,
        { ...on, ...(personId === undefined ? {} : { personId }), ...(companyId === undefined ? {} : { companyId }) },
        overlay,
      );
    return optimistic(editTicket, { ...on, ...fields, ...(status === undefined ? {} : { status }) }, overlay);
  }
  /**
   * Changes a ticket as of `base`, the version that was on the screen when the change was begun. Answers the ticket after it, or null when it was
   * refused; the reason then stands in `problems` at the field, or in `conflicts` when somebody else changed the same field.
   */
  async function save(base: Ticket, patch: TicketPatch): Promise<Ticket | null> {
    const at = `${base.id}:${fieldsOf(patch)[0]}`;
    problems.delete(at);
    try {
      const after = take(await write(base, patch));
      conflicts.delete(base.id);
      return after;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'STALE') return resolveStale(base, patch);
      problems.set(at, errorText(error));
      return null;
    }
  }
  async function resolveStale(base: Ticket, patch: TicketPatch): Promise<Ticket | null> {
    const current = take(await api(getTicket, { ticketId: base.id }));
    const verdict = judgeStale({ base, current, patch });
    if (verdict === 'done') return current;
    if (verdict === 'again') return save(current, patch);
    conflicts.set(base.id, { base, current, patch });
    return null;
  }
  return {
    tickets,
    names,
    counts,
    conflicts,
    problems,
    save,
    onChange(listener: Listener): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** The ticket with this screen's own edits on their way laid over. */
    get: (id: string | null | undefined): Ticket | undefined => {
      const ticket = tickets.get(id);
      return ticket && withPending(ticket);
    },
    load: async (ticketId: string) => take(await api(getTicket, { ticketId })),
    takeNames: (more: Record<string, string>) => {
      for (const [id, name] of Object.entries(more)) names.set(id, name);
    },
    loadCounts: async () => {
      counts.value = await api(countTickets, {});
    },
    create: async (input: InputOf<typeof createTicket>) => take(await send(createTicket, input)),
    /** A ticket as an operation answered it, and the message that came of it. */
    takeAnswer: (ticket: Ticket | null, message: Message | null) => {
      if (ticket) take(ticket);
      if (message) tell(message.ticketId, message);
    },
    seeQuiet: async (ticketId: string) => take(await send(seeQuietReplies, { ticketId })),
    seeMention: async (ticketId: string) => take(await send(seeMention, { ticketId })),
    addNote: (ticketId: string, text: string) => send(addNote, { ticketId, text }),
    follow: async (ticketId: string, accountId: string) => take(await send(followTicket, { ticketId, accountId })),
    unfollow: (ticketId: string, accountId: string) => send(unfollowTicket, { ticketId, accountId }),
  };
});
