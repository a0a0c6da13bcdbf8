import { currentLocale } from '../i18n';

const GERMAN: Record<string, string> = { Ctrl: 'Strg', Space: 'Leer', Delete: 'Entf' };
const SIGNS: Record<string, string> = {
  Enter: '⏎',
  Shift: '⇧',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

function sign(part: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  if (part === 'Ctrl' && isMac) return '⌘';
  const local = currentLocale.value === 'de' ? GERMAN[part] : undefined;
  return local ?? SIGNS[part] ?? part;
}

/** A key as it is printed on the keyboard of the reader: one entry per press, `Ctrl+Enter` → `['Strg ⏎']`, `g h` → `['g', 'h']`. */
export function keyLabel(keys: string): string[] {
  return keys.split(' ').map((press) => {
    const parts = press.split('+');
    const last = parts.pop() ?? '';
    const key = parts.length > 0 && last.length === 1 ? last.toUpperCase() : last;
    return [...parts, key].map(sign).join(' ');
  });
}
