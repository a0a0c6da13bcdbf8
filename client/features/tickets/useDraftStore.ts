import { onScopeDispose, ref } from 'vue';
import { deleteDraft, getDraft, saveDraft } from '../../../shared/contract/drafts';
import type { Draft } from '../../../shared/models/tickets';
import { ApiError, api } from '../../core/api';
import { onEvent } from '../../core/sync';
import type { DraftStore } from '../../core/useDraft';

/**
 * The server's side of a draft. An older tab never overwrites newer text: when another tab or machine typed meanwhile, nothing is sent any more, and
 * its text stands in `elsewhere` until somebody takes one of both. A tab in which nothing was typed just shows the newer text.
 */
export function useDraftStore(draftKey: string, shown: () => string, show: (text: string) => void) {
  const elsewhere = ref<string | null>(null);
  let revision = 0;
  let sent: string | null = null;
  /** Nothing is sent before it is known what stands on the server: the first words typed on a slow day would clash with one's own draft. */
  let loaded: Promise<unknown> = Promise.resolve();

  function met(text: string, theirs: number): void {
    revision = Math.max(revision, theirs);
    if (text === sent) return;
    // Untouched here: the newer text is simply shown.
    if (shown() === (sent ?? '')) {
      sent = text;
      show(text);
    } else elsewhere.value = text;
  }
  const stop = onEvent('draft.saved', (payload) => {
    if ('text' in payload && payload.key === draftKey && payload.revision > revision) met(payload.text, payload.revision);
  });
  onScopeDispose(stop);

  async function push(key: string, text: string): Promise<void> {
    const base = sent;
    sent = text;
    const mine = ++revision;
    try {
      if (text === '') await api(deleteDraft, { key });
      else await api(saveDraft, { key, revision: mine, text });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'STALE')) throw error;
      const theirs = error.details as Partial<Draft>;
      // What the other one sent or threw away needs no decision: this text goes on top of it.
      if (theirs.text === '') {
        revision = Math.max(revision, theirs.revision ?? 0);
        await push(key, text);
      } else {
        // It was not taken: what is shown here was typed on what was known before, and stays.
        if (sent === text) sent = base;
        met(theirs.text ?? '', theirs.revision ?? mine);
      }
    }
  }
  const store: DraftStore = {
    async load(key) {
      const asked = api(getDraft, { key });
      loaded = asked.catch(() => undefined);
      const { draft } = await asked;
      if (!draft) return null;
      revision = Math.max(revision, draft.revision);
      sent = draft.text;
      return { text: draft.text, at: Date.parse(draft.updatedAt) };
    },
    async save(key, text) {
      await loaded;
      if (elsewhere.value === null && text !== sent) await push(key, text);
    },
  };
  return {
    store,
    elsewhere,
    /** Decides for one of both texts; the next save goes through again. */
    decide(kept: string): Promise<void> {
      elsewhere.value = null;
      return push(draftKey, kept);
    },
  };
}
