import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { createSnippet, editSnippet, listSnippets, removeSnippet } from '../../../../shared/contract/snippets';
import type { Snippet } from '../../../../shared/models/snippets';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { ModelMap } from '../../../core/model-map';
import { send } from '../../../core/pending';
import { onEvent, onResync } from '../../../core/sync';

/** Pieces of text I may write with, kept current by events. */
export const useSnippets = defineStore('snippets', () => {
  const snippets = new ModelMap<Snippet>(shallowReactive(new Map()));
  let loading: Promise<void> | null = null;
  const fetchAll = async () => snippets.upsertAll((await api(listSnippets, {})).items);
  onEvent('snippet.changed', (payload) => snippets.apply(payload));
  onEvent('snippet.removed', ({ id, version }) => snippets.remove({ id, version }));
  onResync(() => (loading === null ? undefined : fetchAll()));
  function take(snippet: Snippet): Snippet {
    snippets.upsert(snippet);
    return snippet;
  }
  return {
    snippets,
    /** All of them, by name. */
    all: computed(() => [...snippets.items.values()].sort((a, b) => a.name.localeCompare(b.name))),
    fetchAll,
    /** Fetches them once. A failed attempt is repeated with the next call. */
    load: () =>
      (loading ??= fetchAll().catch(() => {
        loading = null;
      })),
    create: async (input: InputOf<typeof createSnippet>) => take(await send(createSnippet, input)),
    edit: async (input: InputOf<typeof editSnippet>) => take(await send(editSnippet, input)),
    async remove({ id, version }: Snippet): Promise<void> {
      snippets.remove(await send(removeSnippet, { snippetId: id, version }));
    },
  };
});
