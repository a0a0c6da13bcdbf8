import { readonly, shallowRef } from 'vue';
import { errorText } from './error-text';

/** Something that was done and can be taken back for a while. */
export interface Undoable {
  id: number;
  /** What was done, as a word for the toast: `Gutschrift gewählt`. */
  text: string;
  /** The part of the text that is set bold. */
  strong?: string | undefined;
  /** Until when, ms since 1970 on this machine. */
  until: number;
  /** How long it stands, ms. */
  lasts: number;
  undo?: (() => unknown) | undefined;
}

const DEFAULT_MS = 5000;
const KEPT = 3;
const entries = shallowRef<readonly Undoable[]>([]);
let nextId = 1;

function drop(id: number): void {
  entries.value = entries.value.filter((entry) => entry.id !== id);
}

/** Says what was done and, with `undo`, offers to take it back; gone after `lasts` ms (5 s). Answers a function that hides it. */
export function offerUndo(text: string, options: { strong?: string; undo?: () => unknown; lasts?: number } = {}): () => void {
  const lasts = options.lasts ?? DEFAULT_MS;
  const entry: Undoable = { id: nextId++, text, strong: options.strong, lasts, until: Date.now() + lasts, undo: options.undo };
  entries.value = [...entries.value, entry].slice(-KEPT);
  setTimeout(() => drop(entry.id), lasts);
  return () => drop(entry.id);
}

/** Takes back the named or the latest action that can be; false when there is none, so that the key passes on. */
export function undoLast(id?: number): boolean {
  const entry = [...entries.value].reverse().find((candidate) => candidate.undo && (id === undefined || candidate.id === id));
  if (!entry) return false;
  drop(entry.id);
  // What cannot be taken back any more says why: nobody must believe it was.
  (async () => entry.undo?.())().catch((error: unknown) => offerUndo(errorText(error)));
  return true;
}

/** The messages on the screen, oldest first. */
export const undoables = readonly(entries);
