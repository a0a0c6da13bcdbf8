import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { ticketHistory } from '../../../shared/contract/tickets';
import type { HistoryEntry } from '../../../shared/models/tickets';
import { room } from '../../../shared/rooms';
import { api } from '../../core/api';
import { errorText } from '../../core/error-text';
import { useRoom } from '../../core/socket';
import { onResync } from '../../core/sync';
import { useHistory } from '../people/history.store';
import { useTickets } from './tickets.store';

const CALM_MS = 150;

/** By time, entries of one instant by key, as the server orders them. */
function byTime(a: HistoryEntry, b: HistoryEntry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.key < b.key ? -1 : 1;
}

/** Everything said and done on the open ticket, growing while it is looked at. A note stands there with its event; changes are fetched after theirs. */
export function useTicketHistory(ticketId: Ref<string>) {
  const store = useTickets();
  const entries = shallowRef<ReadonlyMap<string, HistoryEntry>>(new Map());
  const earlier = ref<string | null>(null);
  const isBusy = ref(false);
  const failure = ref('');
  let isWhole = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function add(more: readonly HistoryEntry[]): void {
    entries.value = new Map([...entries.value, ...more.map((entry) => [entry.key, entry] as const)]);
  }
  async function fetch(before: string | null): Promise<void> {
    const asked = ticketId.value;
    if (asked === '') return;
    isBusy.value = true;
    try {
      const answer = await api(ticketHistory, { ticketId: asked, ...(before === null ? {} : { cursor: before }) });
      if (asked !== ticketId.value) return;
      add(answer.items);
      if (before !== null || !isWhole) earlier.value = answer.earlier;
      isWhole = true;
      failure.value = '';
    } catch (error) {
      if (asked === ticketId.value) failure.value = errorText(error);
    } finally {
      isBusy.value = false;
    }
  }
  const latest = () => fetch(null);
  const stop = store.onChange((changed, message) => {
    if (changed !== ticketId.value) return;
    if (message) add([{ kind: 'message', key: `message:${message.id}`, at: message.at, message }]);
    soon();
  });
  function soon(): void {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void latest();
    }, CALM_MS);
  }
  watch(
    ticketId,
    () => {
      entries.value = new Map();
      [earlier.value, isWhole, failure.value] = [null, false, ''];
    },
    { immediate: true },
  );
  // Contacts on a ticket of nobody known are told to those who look at it only.
  useRoom(() => (ticketId.value === '' ? null : room.ticket(ticketId.value)), latest);
  onScopeDispose(stop);
  // A contact logged with the customer may belong to this ticket.
  onScopeDispose(useHistory().onChange(soon));
  onScopeDispose(onResync(latest));
  return {
    entries: computed(() => [...entries.value.values()].sort(byTime)),
    earlier,
    isBusy,
    failure,
    fetchLatest: latest,
    fetchEarlier: () => fetch(earlier.value),
  };
}
