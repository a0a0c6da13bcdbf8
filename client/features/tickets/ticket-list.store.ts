import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { listTickets } from '../../../shared/contract/tickets';
import { isTicketEnded } from '../../../shared/domain/ticket-status';
import type { Ticket } from '../../../shared/models/tickets';
import { api } from '../../core/api';
import { atMostEvery } from '../../core/at-most-every';
import { errorText } from '../../core/error-text';
import { onEvent, onResync } from '../../core/sync';
import type { Many } from './edits/edits.store';
import { type ListQuery, listInput } from './list-query';
import { useTickets } from './tickets.store';
import { useAtWork } from './useAtWork';
import { useTicketViews } from './views/views.store';

const PAGE = 100;
const MOST = 200;
const CALM_MS = 400;
/** Counts of views are asked for this often at most, and not by all consoles in the same instant. */
const COUNTS_MS = 5000;
const SPREAD_MS = 1500;

/**
 * The rows of the ticket list. Their content follows every event at once; which rows there are and their order stand still while a hand is on the list
 * (`hold`), and what came meanwhile is counted in `fresh`. A ticket that went out of sight leaves at once, held or not.
 */
export const useTicketList = defineStore('ticket-list', () => {
  const store = useTickets();
  const views = useTicketViews();
  const query = ref<ListQuery | null>(null);
  const ids = ref<readonly string[]>([]);
  const waiting = ref<readonly string[] | null>(null);
  const cursor = ref<string | null>(null);
  const total = ref(0);
  const isBusy = ref(false);
  const failure = ref('');
  const activeId = ref<string | null>(null);
  const selected = ref<ReadonlySet<string>>(new Set());
  /** Every ticket of the list is meant, also those not loaded. */
  const isWhole = ref(false);
  /** Where the row last active stood: the hand goes on there when it is gone. */
  let place = 0;
  let isHeld = false;
  /** The rows asked for by `show` are still to come: whatever fetches them shows them, held or not. */
  let isAwaited = false;
  let isStale = false;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function fetchPage(limit: number, after: string | null): Promise<readonly string[]> {
    const input = listInput(query.value as ListQuery);
    const page = await api(listTickets, { ...input, limit, ...(after === null ? {} : { cursor: after }) });
    store.tickets.upsertAll(page.items);
    store.takeNames(page.names);
    cursor.value = page.cursor;
    if (page.total !== undefined) total.value = page.total;
    return page.items.map((ticket) => ticket.id);
  }
  async function guarded(fetch: () => Promise<readonly string[]>, use: (fetched: readonly string[]) => void): Promise<void> {
    const mine = ++round;
    isBusy.value = true;
    try {
      const fetched = await fetch();
      if (mine !== round) return;
      use(fetched);
      failure.value = '';
    } catch (error) {
      if (mine === round) failure.value = errorText(error);
    } finally {
      if (mine === round) isBusy.value = false;
    }
  }
  /** Shows another list from its top. */
  function show(next: ListQuery): Promise<void> {
    if (query.value?.view !== next.view) selected.value = new Set();
    isWhole.value = false;
    // Another view's rows must not stand below this one's name, should it fail.
    if (query.value?.view !== next.view) ids.value = [];
    query.value = next;
    isAwaited = true;
    return guarded(() => fetchPage(PAGE, null), begin);
  }
  function begin(fetched: readonly string[]): void {
    isAwaited = false;
    ids.value = fetched;
    waiting.value = null;
    // Nothing is changed in many that nobody sees in the list.
    selected.value = new Set([...selected.value].filter((id) => fetched.includes(id)));
  }
  async function more(): Promise<void> {
    if (cursor.value === null || isBusy.value) return;
    await guarded(
      () => fetchPage(PAGE, cursor.value),
      (fetched) => {
        ids.value = [...new Set([...ids.value, ...fetched])];
      },
    );
  }
  const countSoon = atMostEvery(COUNTS_MS, SPREAD_MS, () => {
    void store.loadCounts().catch(() => undefined);
    void views.loadCounts().catch(() => undefined);
  });
  async function refresh(): Promise<void> {
    if (query.value === null) return;
    countSoon();
    await guarded(
      () => fetchPage(Math.min(MOST, Math.max(PAGE, ids.value.length)), null),
      (fetched) => {
        if (isAwaited) return begin(fetched);
        // Rows further down than one answer reaches stay as they are; scrolling on fetches them anew.
        const rest = ids.value.slice(MOST).filter((id) => !fetched.includes(id));
        if (isHeld) waiting.value = [...fetched, ...rest];
        else ids.value = [...fetched, ...rest];
      },
    );
  }
  function settle(): void {
    if (waiting.value) ids.value = waiting.value;
    waiting.value = null;
  }
  store.onChange((_ticketId, message) => {
    if (message || timer !== undefined) return;
    // Nobody looks at a hidden console: it fetches once when somebody does.
    if (document.hidden) {
      isStale = true;
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      void refresh();
    }, CALM_MS);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !isStale) return;
    isStale = false;
    void refresh();
  });
  onEvent('ticket-view.changed', ({ id }) => {
    if (query.value?.view === id) void refresh();
  });
  onResync(refresh);
  const atWork = useAtWork();

  const rows = computed(() => ids.value.map((id) => store.get(id)).filter((ticket): ticket is Ticket => ticket !== undefined));
  watch([activeId, rows], () => {
    const at = rows.value.findIndex((ticket) => ticket.id === activeId.value);
    if (at >= 0) place = at;
  });
  function setSelection(next: ReadonlySet<string>): void {
    selected.value = next;
    isWhole.value = false;
  }
  return {
    query,
    rows,
    /** Who else looks at a ticket or writes there now. */
    here: atWork.on,
    isWhole,
    /** Where to go on when the active row is not in the list any more. */
    placeLeft: () => Math.min(place, rows.value.length - 1),
    total,
    isBusy,
    failure,
    activeId,
    selected,
    /** How many rows came while the list was held. */
    fresh: computed(() => waiting.value?.filter((id) => !ids.value.includes(id)).length ?? 0),
    show,
    more,
    refresh,
    /** Lets waiting rows in. */
    settle,
    /** A hand came to the list or left it. */
    hold(on: boolean): void {
      isHeld = on;
      if (!on) settle();
    },
    select(id: string): void {
      const next = new Set(selected.value);
      if (!next.delete(id)) next.add(id);
      setSelection(next);
    },
    /** Adds these rows to the selection. */
    selectAll: (more: readonly string[]) => setSelection(new Set([...selected.value, ...more])),
    clearSelection: () => setSelection(new Set()),
    /** Which tickets these ids mean: the whole list, if it was selected whole. */
    meant: (of: readonly string[]): Many =>
      isWhole.value && query.value && of.every((id) => selected.value.has(id)) ? { list: listInput(query.value) } : { ids: of },
    /** The next ticket to work on after this one: the next row that is not ended, else the one before. */
    after(id: string): string | null {
      const at = rows.value.findIndex((ticket) => ticket.id === id);
      const isOpen = (ticket: Ticket) => ticket.id !== id && !isTicketEnded(ticket.status);
      return (rows.value.slice(at + 1).find(isOpen) ?? rows.value.slice(0, Math.max(0, at)).findLast(isOpen))?.id ?? null;
    },
  };
});
