import type { Ref } from 'vue';
import { type Draft, useDraft } from '../../core/useDraft';
import { useDraftStore } from './useDraftStore';

/** A draft that is on this machine and on the server; `elsewhere` is another tab's text that waits for a decision. */
export interface SharedDraft extends Draft {
  elsewhere: Readonly<Ref<string | null>>;
  /** Takes the other tab's text instead of this one. */
  takeOther(): void;
  /** Goes on with this text; the other's is overwritten. */
  keepMine(): void;
}

/** Opens the draft of that key for the life of the component. */
export function useSharedDraft(key: string): SharedDraft {
  // The store is asked for its draft at once but answers later, when `draft` stands.
  const remote = useDraftStore(
    key,
    () => draft.text.value,
    (text) => {
      draft.text.value = text;
    },
  );
  const draft = useDraft(key, remote.store);
  return {
    ...draft,
    elsewhere: remote.elsewhere,
    takeOther() {
      const text = remote.elsewhere.value ?? '';
      draft.text.value = text;
      void remote.decide(text).catch(() => undefined);
    },
    keepMine: () => void remote.decide(draft.text.value).catch(() => undefined),
  };
}
