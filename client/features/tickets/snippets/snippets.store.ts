import { defineStore } from 'pinia';
import { createSnippet, editSnippet, listSnippets, removeSnippet } from '../../../../shared/contract/snippets';
import type { Snippet } from '../../../../shared/models/snippets';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { send } from '../../../core/pending';
import { onEvent } from '../../../core/sync';
import { keptByName } from './kept-texts';

/** Pieces of text I may write with, kept current by events. */
export const useSnippets = defineStore('snippets', () => {
  const { things, take, ...rest } = keptByName<Snippet>(() => api(listSnippets, {}));
  onEvent('snippet.changed', (payload) => things.apply(payload));
  onEvent('snippet.removed', ({ id, version }) => things.remove({ id, version }));
  return {
    ...rest,
    snippets: things,
    create: async (input: InputOf<typeof createSnippet>) => take(await send(createSnippet, input)),
    edit: async (input: InputOf<typeof editSnippet>) => take(await send(editSnippet, input)),
    async remove({ id, version }: Snippet): Promise<void> {
      things.remove(await send(removeSnippet, { snippetId: id, version }));
    },
  };
});
