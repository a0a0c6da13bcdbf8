import { describe, expect, it } from 'vitest';
import { matches, parseKeys } from './chord';
import { type HotkeyId, KEYMAP } from './keymap';

const ids = Object.keys(KEYMAP) as HotkeyId[];
const press = (
  key: string,
  more: Partial<{ code: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }> = {},
) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('the keymap', () => {
  it('uses no key the German layout or the browser owns', () => {
    for (const id of ids) {
      for (const chord of parseKeys(KEYMAP[id].keys)) {
        expect(chord.alt, `${id}: Alt is AltGr or a menu`).toBe(false);
        expect(/^(F5|F11|F12)$/.test(chord.key), `${id}: ${chord.key} is the browser's`).toBe(false);
        expect(chord.ctrl && chord.shift && /^[ntw]$/i.test(chord.key), `${id} opens or closes tabs`).toBe(false);
        expect('[]\\{}@~|'.includes(chord.key), `${id}: ${chord.key} needs AltGr on a German keyboard`).toBe(false);
      }
    }
  });

  it('gives one key to one action in each scope', () => {
    const taken = new Map<string, HotkeyId>();
    for (const id of ids) {
      const place = `${KEYMAP[id].scope} ${KEYMAP[id].keys}`;
      expect(taken.get(place), `${id} and ${taken.get(place)} both want ${place}`).toBeUndefined();
      taken.set(place, id);
    }
  });
});

describe('matching a key press', () => {
  it('goes by the sign the layout produces, so that QWERTZ finds z', () => {
    const [undo] = parseKeys('Ctrl+z');
    expect(undo && matches(undo, press('z', { code: 'KeyY', ctrlKey: true }))).toBe(true);
    expect(undo && matches(undo, press('y', { code: 'KeyZ', ctrlKey: true }))).toBe(false);
  });

  it('never takes AltGr for Ctrl', () => {
    const [palette] = parseKeys('Ctrl+k');
    expect(palette && matches(palette, press('k', { ctrlKey: true, altKey: true }))).toBe(false);
  });

  it('finds function keys by their place and tells Shift apart', () => {
    const [next] = parseKeys('F6');
    const [previous] = parseKeys('Shift+F6');
    const shifted = press('F6', { code: 'F6', shiftKey: true });
    expect(next && matches(next, shifted)).toBe(false);
    expect(previous && matches(previous, shifted)).toBe(true);
  });

  it('accepts a sign that needs Shift on some layouts', () => {
    const [menu] = parseKeys('.');
    expect(menu && matches(menu, press('.', { shiftKey: true }))).toBe(true);
  });
});
