import { onScopeDispose, type Ref, ref, watch } from 'vue';

const PREFIX = 'ringback.draft.';
const SAVE_AFTER_MS = 300;

interface StoredDraft {
  text: string;
  at: number;
}

/** The other side of a draft: keeps it for the next machine. Handed in, so that the composable knows no API. */
export interface DraftStore {
  load(key: string): Promise<StoredDraft | null>;
  save(key: string, text: string): Promise<void>;
}

export interface Draft {
  text: Ref<string>;
  /** When it was last kept, ms since 1970; null while nothing is. */
  savedAt: Ref<number | null>;
  /** True between typing and keeping. */
  isSaving: Ref<boolean>;
  /** Throws the draft away on both sides, after it was sent. */
  clear(): void;
}

function readLocal(key: string): StoredDraft | null {
  const raw = localStorage.getItem(PREFIX + key);
  if (raw === null) return null;
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === 'object' && value !== null && 'text' in value && 'at' in value)
      return { text: String(value.text), at: Number(value.at) };
  } catch {
    localStorage.removeItem(PREFIX + key);
  }
  return null;
}

function writeLocal(key: string, text: string): number {
  const at = Date.now();
  if (text === '') localStorage.removeItem(PREFIX + key);
  else localStorage.setItem(PREFIX + key, JSON.stringify({ text, at }));
  return at;
}

/**
 * A text that is not lost: kept on this machine 300 ms after the last key and, with a `store`, on the server. The newer of both is shown at
 * the start; what was typed meanwhile is never replaced.
 */
export function useDraft(key: string, store?: DraftStore): Draft {
  const local = readLocal(key);
  const text = ref(local?.text ?? '');
  const savedAt = ref<number | null>(local?.at ?? null);
  const isSaving = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTouched = false;

  async function keep(): Promise<void> {
    savedAt.value = writeLocal(key, text.value);
    await store?.save(key, text.value).catch(() => undefined);
    isSaving.value = false;
  }
  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void keep();
  }
  const stop = watch(text, () => {
    isTouched = true;
    isSaving.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void keep();
    }, SAVE_AFTER_MS);
  });
  void store?.load(key).then((remote) => {
    if (remote && !isTouched && remote.at > (savedAt.value ?? 0)) text.value = remote.text;
  });
  window.addEventListener('pagehide', flush);
  onScopeDispose(() => {
    flush();
    stop();
    window.removeEventListener('pagehide', flush);
  });
  return {
    text,
    savedAt,
    isSaving,
    clear() {
      text.value = '';
      flush();
      savedAt.value = null;
    },
  };
}
