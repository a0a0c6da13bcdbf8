import { defineStore } from 'pinia';
import { computed, shallowReactive, shallowRef } from 'vue';
import { getDesk } from '../../../shared/contract/call-desk';
import { activeCall, getCall, getCallerCard } from '../../../shared/contract/calls';
import type { CallerCard } from '../../../shared/models/caller-card';
import type { Call, CallDesk, Offer } from '../../../shared/models/calls';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { useSession } from '../../core/session.store';
import { onEvent, onResync } from '../../core/sync';

/** States in which a call is mine to work on. */
const MINE = new Set(['CONNECTING', 'BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST', 'WRAPUP']);

/** Calls as they are, the one that rings here, and the card of whoever calls; everything arrives by events, nothing is asked for while it rings. */
export const useCalls = defineStore('calls', () => {
  const session = useSession();
  const calls = new ModelMap<Call>(shallowReactive(new Map()));
  const desks = new ModelMap<CallDesk>(shallowReactive(new Map()));
  const cards = shallowReactive(new Map<string, CallerCard>());
  const offer = shallowRef<Offer | null>(null);
  const closedOffers = new Set<string>();
  /** How long the caller waited before this agent heard the ring, by call. */
  const waited = new Map<string, number>();

  onEvent('call.queued', (payload) => calls.apply(payload));
  onEvent('call.changed', (payload) => calls.apply(payload));
  onEvent('desk.changed', (payload) => desks.apply(payload));
  onEvent('offer.made', (payload) => {
    if (!('card' in payload) || payload.agentId !== session.account?.id || closedOffers.has(payload.id)) return;
    takeOffer(payload);
  });
  onEvent('offer.closed', (payload) => {
    closedOffers.add(payload.id);
    if (offer.value?.id === payload.id) offer.value = null;
  });
  // A ticket I may no longer see leaves the cards at once.
  onEvent('ticket.changed', (payload) => {
    if (!('gone' in payload)) return;
    for (const [callId, card] of cards) {
      if (!card.tickets.some((one) => one.id === payload.id)) continue;
      const [tickets, alerts] = [
        card.tickets.filter((one) => one.id !== payload.id),
        card.alerts.filter((one) => one.ticketId !== payload.id),
      ];
      cards.set(callId, { ...card, tickets, alerts, ticketsTotal: Math.max(0, card.ticketsTotal - 1) });
    }
  });
  onEvent('call.card-changed', (payload) => {
    if ('card' in payload && payload.agentId === session.account?.id) cards.set(payload.id, payload.card);
  });

  function takeOffer(made: Offer): void {
    offer.value = made;
    calls.upsert(made.call);
    cards.set(made.callId, made.card);
    waited.set(made.callId, made.waitedMs);
  }
  /** Paints a console that was just loaded: the ringing, running or unfinished call of this agent. */
  async function resume(): Promise<void> {
    const now = await api(activeCall, {});
    if (now.offer && !closedOffers.has(now.offer.id)) takeOffer(now.offer);
    else offer.value = null;
    // The call last: whoever sees it finds its note and its card.
    if (now.desk) desks.upsert(now.desk);
    if (now.call && now.card) cards.set(now.call.id, now.card);
    if (now.call) calls.upsert(now.call);
  }
  onResync(resume);
  /** Fetches a call of the past with what was written about it. */
  async function open(callId: string): Promise<void> {
    const [call, card] = await Promise.all([api(getCall, { callId }), api(getCallerCard, { callId })]);
    calls.upsert(call);
    cards.set(callId, card);
    desks.upsert(await api(getDesk, { callId }));
  }
  const mine = computed(() => {
    const me = session.account?.id;
    // Once finished, a wrap-up is over for the agent, though it can be taken back for five seconds.
    const isOpen = (call: Call) => call.state !== 'WRAPUP' || (desks.get(call.id)?.state ?? 'open') === 'open';
    const own = [...calls.items.values()].filter((call) => call.agentId === me && MINE.has(call.state) && isOpen(call));
    // A call being talked on comes before one whose wrap-up still runs.
    return own.sort((a, b) => Number(a.state === 'WRAPUP') - Number(b.state === 'WRAPUP'))[0] ?? null;
  });
  /** The call whose card stands in the right pane: the ringing one, else mine. */
  const shownId = computed(() => offer.value?.callId ?? mine.value?.id ?? null);
  return {
    calls,
    desks,
    cards,
    offer,
    mine,
    /** My voice is missing in the call, and the caller hears music until it comes back or somebody else takes over. */
    mayRejoin: computed(() => mine.value?.state === 'AGENT_LOST'),
    shownId,
    shownCard: computed(() => (shownId.value ? (cards.get(shownId.value) ?? null) : null)),
    waitedMs: (callId: string) => waited.get(callId) ?? null,
    resume,
    open,
  };
});
