/** A colleague as a note may name them. */
interface Named {
  id: string;
  name: string;
}

/**
 * Colleagues a text names as `@Full Name`, each once. The sign begins a word (an address names nobody) and the name ends with one; of two names that
 * begin alike the longer one is meant. Capitals make no difference. Two colleagues of the same name are both meant.
 */
export function mentionsIn<T extends Named>(text: string, colleagues: readonly T[]): T[] {
  const lower = text.toLowerCase();
  const byLength = colleagues.map((one) => ({ one, name: one.name.trim().toLowerCase() })).sort((a, b) => b.name.length - a.name.length);
  const meant = new Set<T>();
  for (let at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}_.+-]$/u.test(lower.slice(Math.max(0, at - 2), at)) || /^\s/.test(lower.slice(at + 1, at + 2))) continue;
    const longest = byLength.find(({ name }) => name !== '' && standsAt(lower, at + 1, name))?.name;
    for (const { one, name } of byLength) if (name === longest) meant.add(one);
  }
  return [...meant];
}

function standsAt(text: string, at: number, name: string): boolean {
  const end = at + name.length;
  return text.startsWith(name, at) && !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2));
}
