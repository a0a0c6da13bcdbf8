import { saidWords } from './search-words.js';

/** Narrowing by what a ticket is; the others narrow by where a word stands. */
export const SEARCH_FILTERS = ['status', 'tag', 'before', 'after', 'owner', 'team', 'has'] as const;
export type SearchFilterKey = (typeof SEARCH_FILTERS)[number];
/** Where a word stands: anywhere, in who wrote, in the subject, in a file's name. */
export type SearchField = 'from' | 'subject' | 'file';

/** One thing that must (or must not) be said: a word, or several in a row. */
export interface SearchTerm {
  words: readonly string[];
  isNot: boolean;
  field: SearchField | null;
  /** The last word may be a beginning: it was still being typed. */
  isBegun: boolean;
}
export interface SearchFilter {
  key: SearchFilterKey;
  value: string;
  isNot: boolean;
}
/** What was asked for. */
export interface SearchAsked {
  terms: readonly SearchTerm[];
  filters: readonly SearchFilter[];
  /** Operators that do not exist, as written; their words are searched for. */
  unknown: readonly string[];
}

/** Every operator in German and English. */
const KEYS: Record<string, SearchFilterKey | SearchField> = {
  ...{ from: 'from', von: 'from', subject: 'subject', betreff: 'subject', file: 'file', datei: 'file' },
  ...{ status: 'status', tag: 'tag', schlagwort: 'tag', before: 'before', vor: 'before', after: 'after', seit: 'after' },
  ...{ owner: 'owner', bei: 'owner', besitzer: 'owner', team: 'team', has: 'has', hat: 'has' },
};
const FIELDS: ReadonlySet<string> = new Set<SearchField>(['from', 'subject', 'file']);
/** More is no question any more. */
const MOST = 16;

const PIECE = /(-?)(?:(\p{L}{2,20}):(?!\/\/))?(?:"([^"]*)"?|([^\s"]+))/gu;

/**
 * Reads what was typed into the search: words, `"several in a row"`, `-without`, `from:`, `status:` … in German or English. An operator that does not exist is
 * told, and its words are searched for. At most 16 words and operators count.
 */
export function parseSearch(text: string): SearchAsked {
  const terms: SearchTerm[] = [];
  const filters: SearchFilter[] = [];
  const unknown: string[] = [];
  for (const match of [...text.matchAll(PIECE)].slice(0, MOST)) {
    const [whole, minus, name, quoted, bare] = match;
    const value = quoted ?? bare ?? '';
    const key = name === undefined ? null : (KEYS[name.toLowerCase()] ?? null);
    const isNot = minus === '-';
    // `status:` with nothing behind it yet: still being typed, and no word to search for.
    if (bare?.endsWith(':') && KEYS[bare.slice(0, -1).toLowerCase()]) continue;
    if (name !== undefined && key === null) unknown.push(`${name}:`);
    if (key !== null && !FIELDS.has(key)) {
      if (value.trim() !== '') filters.push({ key: key as SearchFilterKey, value: value.trim(), isNot });
      continue;
    }
    const words = saidWords(value).map(({ word }) => word);
    const isBegun = quoted === undefined && match.index + whole.length === text.length;
    if (words.length > 0) terms.push({ words, isNot, field: key as SearchField | null, isBegun });
  }
  return { terms, filters, unknown };
}
