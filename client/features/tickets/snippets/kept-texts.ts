import { computed, shallowReactive } from 'vue';
import { type Model, ModelMap } from '../../../core/model-map';
import { onResync } from '../../../core/sync';

/** Named things a console holds all of, once somebody needs them: `fetch` asks for those I may use. Events are the store's own business. */
export function keptByName<T extends Model & { name: string }>(fetch: () => Promise<{ items: readonly T[] }>) {
  const things = new ModelMap<T>(shallowReactive(new Map()));
  let loading: Promise<void> | null = null;
  const fetchAll = async () => things.upsertAll((await fetch()).items);
  onResync(() => (loading === null ? undefined : fetchAll()));
  return {
    things,
    /** All of them, by name. */
    all: computed(() => [...things.items.values()].sort((a, b) => a.name.localeCompare(b.name))),
    fetchAll,
    /** Fetches them once. A failed attempt is repeated with the next call. */
    load: () =>
      (loading ??= fetchAll().catch(() => {
        loading = null;
      })),
    take(thing: T): T {
      things.upsert(thing);
      return thing;
    },
  };
}
