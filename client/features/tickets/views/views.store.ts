import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';
import {
  countTicketViews,
  createTicketView,
  editTicketView,
  listTicketViews,
  removeTicketView,
} from '../../../../shared/contract/ticket-views';
import { countText } from '../../../../shared/domain/counted';
import type { TicketSavedView } from '../../../../shared/models/ticket-views';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { ModelMap } from '../../../core/model-map';
import { send } from '../../../core/pending';
import { onEvent, onResync } from '../../../core/sync';

/** Views of tickets that people made, as far as I may use them, with how many tickets each holds. */
export const useTicketViews = defineStore('ticket-views', () => {
  const views = new ModelMap<TicketSavedView>(shallowReactive(new Map()));
  const counts = ref<Record<string, number>>({});
  const isLoaded = ref(false);
  let loading: Promise<void> | null = null;
  async function loadCounts(): Promise<void> {
    counts.value = views.items.size === 0 ? {} : (await api(countTicketViews, {})).counts;
  }
  async function fetchAll(): Promise<void> {
    views.upsertAll((await api(listTicketViews, {})).items);
    isLoaded.value = true;
    await loadCounts();
  }
  onEvent('ticket-view.changed', (payload) => {
    views.apply(payload);
    void loadCounts().catch(() => undefined);
  });
  onEvent('ticket-view.removed', ({ id, version }) => views.remove({ id, version }));
  onResync(() => (loading === null ? undefined : fetchAll()));
  return {
    views,
    isLoaded,
    /** By name. */
    all: computed(() => [...views.items.values()].sort((a, b) => a.name.localeCompare(b.name))),
    load(): Promise<void> {
      loading ??= fetchAll().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    loadCounts,
    /** `12`, `999+`, or nothing while it is not known. */
    countOf(id: string): string {
      const count = counts.value[id];
      if (count === undefined) return '';
      return countText(count);
    },
    create: (input: InputOf<typeof createTicketView>) => send(createTicketView, input),
    edit: (input: InputOf<typeof editTicketView>) => send(editTicketView, input),
    remove: (viewId: string) => send(removeTicketView, { viewId }),
  };
});
