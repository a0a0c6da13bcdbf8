import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { ticketHistory } from '../../../shared/contract/tickets';
import type { HistoryEntry, Message } from '../../../shared/models/tickets';
import { room } from '../../../shared/rooms';
import { api } from '../../core/api';
import { errorText } from '../../core/error-text';
import { useRoom } from '../../core/socket';
import { onResync } from '../../core/sync';
import { useHistory } from '../people/history.store';
import { useMoves } from './moves/moves.store';
import { useTickets } from './tickets.store';

const CALM_MS = 150;

/** By time, entries of one instant by key, as the server orders them. */
function byTime(a: HistoryEntry, b: HistoryEntry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.key < b.key ? -1 : 1;
}

/** Everything said and done on the open ticket, growing while it is looked at. A note stands there with its event; changes are fetched after theirs. `joined`: this tab hears of the ticket from now. */
export function useTicketHistory(ticketId: Ref<string>, joined: () => void) {
  const store = useTickets();
  const entries = shallowRef<ReadonlyMap<string, HistoryEntry>>(new Map());
  /** Messages taken back, with the version that took them: a slower answer must not bring them again. */
  const gone = new Map<string, number>();
  const earlier = ref<string | null>(null);
  const isBusy = ref(false);
  const failure = ref('');
  /** Where what came from other tickets began: row id → number. */
  const origins = shallowRef<Readonly<Record<string, string>>>({});
  let isWhole = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function add(more: readonly HistoryEntry[]): void {
    const fresh = more.filter((entry) => entry.kind !== 'message' || isNews(entry.key, entry.message));
    entries.value = new Map([...entries.value, ...fresh.map((entry) => [entry.key, entry] as const)]);
  }
  function isNews(key: string, { version }: Message): boolean {
    const held = entries.value.get(key);
    return version > (gone.get(key) ?? 0) && !(held?.kind === 'message' && held.message.version > version);
  }
  function remove(key: string, { version }: Message): void {
    gone.set(key, version);
    entries.value = new Map([...entries.value].filter(([one]) => one !== key));
  }
  async function fetch(before: string | null, isAnew = false): Promise<void> {
    const asked = ticketId.value;
    if (asked === '') return;
    isBusy.value = true;
    try {
      const answer = await api(ticketHistory, { ticketId: asked, ...(before === null ? {} : { cursor: before }) });
      if (asked !== ticketId.value) return;
      if (isAnew) entries.value = new Map();
      add(answer.items);
      origins.value = isAnew ? answer.origins : { ...origins.value, ...answer.origins };
      if (before !== null || isAnew || !isWhole) earlier.value = answer.earlier;
      isWhole = true;
      failure.value = '';
    } catch (error) {
      if (asked === ticketId.value) failure.value = errorText(error);
    } finally {
      isBusy.value = false;
    }
  }
  const latest = () => fetch(null);
  const stop = store.onChange((changed, message, isGone) => {
    if (changed !== ticketId.value) return;
    const key = `message:${message?.id}`;
    if (message && isGone) remove(key, message);
    else if (message) add([{ kind: 'message', key, at: message.at, message }]);
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
      [entries.value, origins.value] = [new Map(), {}];
      [earlier.value, isWhole, failure.value] = [null, false, ''];
    },
    { immediate: true },
  );
  // Contacts on a ticket of nobody known are told to those who look at it only.
  useRoom(
    () => (ticketId.value === '' ? null : room.ticket(ticketId.value)),
    () => {
      joined();
      return latest();
    },
  );
  onScopeDispose(stop);
  // After a merge or split other things stand here.
  onScopeDispose(useMoves().onMove((move) => [move.fromId, move.intoId].includes(ticketId.value) && void fetch(null, true)));
  // A contact logged with the customer may belong to this ticket.
  onScopeDispose(useHistory().onChange(soon));
  // What was taken back in a gap leaves with it.
  onScopeDispose(onResync(() => fetch(null, true)));
  return {
    entries: computed(() => [...entries.value.values()].sort(byTime)),
    origins,
    earlier,
    isBusy,
    failure,
    fetchLatest: latest,
    fetchEarlier: () => fetch(earlier.value),
  };
}
