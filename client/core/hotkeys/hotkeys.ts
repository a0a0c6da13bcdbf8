import { reactive, readonly, ref } from 'vue';
import { type Chord, isSingleKey, matches, parseKeys } from './chord';
import { type HotkeyId, KEYMAP, type KeySpec } from './keymap';

/** What a key does. Returning `false` leaves the key to the next binding and to the browser. */
export type HotkeyRun = (event: KeyboardEvent) => unknown;

interface Binding {
  id: HotkeyId;
  chords: Chord[];
  once: boolean;
  run: HotkeyRun;
  /** Only when the event comes from inside this element. */
  within: (() => Element | null | undefined) | undefined;
}

const SEQUENCE_MS = 1200;
const OFF_STORAGE = 'ringback.single-keys';
const bindings: Binding[] = [];
const boundIds = reactive(new Map<HotkeyId, number>());
const singleKeysOn = ref(localStorage.getItem(OFF_STORAGE) !== 'off');
let started: { chord: Chord; at: number } | null = null;

/** Whether letters and digits act as keys; a setting (WCAG 2.1.4). */
export const singleKeysEnabled = readonly(singleKeysOn);

/** Switches letter and digit keys on or off, remembered on this machine. */
export function setSingleKeys(on: boolean): void {
  singleKeysOn.value = on;
  localStorage.setItem(OFF_STORAGE, on ? 'on' : 'off');
}

/** The ids that do something on the present screen. */
export function activeHotkeys(): HotkeyId[] {
  return [...boundIds.keys()];
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

function isInside(binding: Binding, target: EventTarget | null): boolean {
  if (!binding.within) return true;
  const element = binding.within();
  return element instanceof Element && target instanceof Node && element.contains(target);
}

function hears(binding: Binding, event: KeyboardEvent): boolean {
  if (binding.once && event.repeat) return false;
  if (!isInside(binding, event.target)) return false;
  const chord = binding.chords[0];
  if (!chord) return false;
  // A text has an undo of its own; a list to choose from has none.
  if (binding.id === 'global.undo' && isEditable(event.target) && !(event.target instanceof HTMLSelectElement)) return false;
  if (isSingleKey(chord) && (!singleKeysOn.value || isEditable(event.target))) return false;
  return true;
}

function fire(binding: Binding, event: KeyboardEvent): boolean {
  if (binding.run(event) === false) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function endSequence(): Chord | null {
  const first = started && performance.now() - started.at < SEQUENCE_MS ? started.chord : null;
  started = null;
  return first;
}

function onSequence(event: KeyboardEvent): boolean {
  const first = endSequence();
  for (const binding of bindings) {
    const [one, two] = binding.chords;
    if (!one || !two || !hears(binding, event)) continue;
    if (first && first.key === one.key && matches(two, event)) return fire(binding, event);
  }
  const opener = bindings.find(
    (binding) => binding.chords.length === 2 && hears(binding, event) && binding.chords[0] && matches(binding.chords[0], event),
  );
  if (!opener?.chords[0]) return false;
  started = { chord: opener.chords[0], at: performance.now() };
  setTimeout(() => {
    if (started && performance.now() - started.at >= SEQUENCE_MS) endSequence();
  }, SEQUENCE_MS + 20);
  return true;
}

/** Hears one key press; innermost and latest binding first. Exported for tests; the app attaches it once. */
export function onKeydown(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return;
  const heard = bindings.filter(
    (binding) => binding.chords.length === 1 && binding.chords[0] && matches(binding.chords[0], event) && hears(binding, event),
  );
  heard.sort((a, b) => Number(Boolean(b.within)) - Number(Boolean(a.within)) || bindings.indexOf(b) - bindings.indexOf(a));
  for (const binding of heard) if (fire(binding, event)) return;
  onSequence(event);
}

/** Registers what a key does; call the answer to take it back. */
export function bindHotkey(id: HotkeyId, run: HotkeyRun, within?: () => Element | null | undefined): () => void {
  const spec: KeySpec = KEYMAP[id];
  const binding: Binding = { id, chords: parseKeys(spec.keys), once: spec.once ?? false, run, within };
  bindings.push(binding);
  boundIds.set(id, (boundIds.get(id) ?? 0) + 1);
  return () => {
    bindings.splice(bindings.indexOf(binding), 1);
    const left = (boundIds.get(id) ?? 1) - 1;
    if (left > 0) boundIds.set(id, left);
    else boundIds.delete(id);
  };
}

/** Listens on the window, once for the whole console. */
export function startHotkeys(): void {
  window.addEventListener('keydown', onKeydown);
}
