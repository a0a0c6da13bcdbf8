/** One key press with its modifiers. */
export interface Chord {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

/** What a chord is compared with; a KeyboardEvent fits. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Reads `Ctrl+Shift+Enter` or a sequence `g h`; one chord per press. */
export function parseKeys(keys: string): Chord[] {
  return keys.split(' ').map((press) => {
    const parts = press.split('+');
    const key = parts.pop() ?? '';
    return { key: key === '' ? '+' : key, ctrl: parts.includes('Ctrl'), shift: parts.includes('Shift'), alt: parts.includes('Alt') };
  });
}

/** A chord of one printable sign without Ctrl: it must not fire while somebody types. */
export function isSingleKey(chord: Chord): boolean {
  return chord.key.length === 1 && !chord.ctrl && !chord.alt;
}

/**
 * Compares by the sign the layout produces (`event.key`), so that QWERTZ and AZERTY find the letter that is printed on the key; function
 * keys by their place (`event.code`). Ctrl together with Alt is AltGr on German keyboards and never matches.
 */
export function matches(chord: Chord, press: KeyPress): boolean {
  if (press.altKey !== chord.alt) return false;
  if ((press.ctrlKey || press.metaKey) !== chord.ctrl) return false;
  const isFunctionKey = /^F\d{1,2}$/.test(chord.key);
  if (isFunctionKey) return press.code === chord.key && press.shiftKey === chord.shift;
  if (press.key.toLowerCase() !== chord.key.toLowerCase()) return false;
  const isLetterOrNamed = chord.key.length > 1 || /[a-z]/i.test(chord.key);
  return isLetterOrNamed ? press.shiftKey === chord.shift : true;
}

/** The value of `aria-keyshortcuts` for a printed key. */
export function ariaKeys(keys: string): string {
  return keys.includes(' ') ? '' : keys.replace('Ctrl', 'Control');
}
