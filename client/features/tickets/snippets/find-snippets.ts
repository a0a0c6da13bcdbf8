import type { Snippet } from '../../../../shared/models/snippets';

/** What was typed to call for a snippet, and where it stands: the whole of it is replaced by the text. */
export interface Call {
  from: number;
  to: number;
  word: string;
  /** A colleague is called for, not a snippet. */
  isMention: boolean;
}

/** `/` or `::` at the beginning of a word, and what follows it up to the caret. A slash inside a word or a path is none. */
const CALL = /(?:^|\s)((?:\/|::)([\p{L}\p{N}_-]{0,30}))$/u;

/** The same with `@` for a colleague; a bracket may stand before it. */
const MENTION = /(?:^|[\s(])(@([\p{L}\p{N}_.'-]{0,30}))$/u;

/** The call the caret stands behind, or null. */
export function callAt(text: string, caret: number): Call | null {
  const before = text.slice(Math.max(0, caret - 40), caret);
  const mention = MENTION.exec(before);
  const found = mention ?? CALL.exec(before);
  return found
    ? { from: caret - (found[1] ?? '').length, to: caret, word: (found[2] ?? '').toLowerCase(), isMention: mention !== null }
    : null;
}

const MOST = 8;

/** The snippets a word means: by their shortcut first, then by the beginning of their name, then by any part of it. */
export function findSnippets(snippets: readonly Snippet[], word: string): Snippet[] {
  const rank = ({ shortcut, name }: Snippet): number => {
    const lower = name.toLowerCase();
    if (word !== '' && shortcut === word) return 0;
    if (shortcut !== '' && shortcut.startsWith(word)) return 1;
    if (lower.split(/\s+/).some((part) => part.startsWith(word))) return 2;
    return lower.includes(word) ? 3 : 4;
  };
  return snippets
    .map((snippet) => ({ snippet, at: rank(snippet) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ snippet }) => snippet);
}
