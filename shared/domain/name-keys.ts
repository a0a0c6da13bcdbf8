import { koelnerPhonetik } from './koelner-phonetik.js';
import { isWithinOneEdit, nameWords } from './name-fold.js';

/**
 * Kinds of search keys; one letter each, because there are many rows.
 * `w`: a folded word · `p`: two words, the first cut to 1, 2 and 3 letters (`pet muller`), for queries of several words · `s`: Kölner Phonetik of a
 * word · `d`: the first letters of a word as they are and with one letter missing, for typing errors.
 */
export type NameKeyKind = 'w' | 'p' | 's' | 'd';

/** A row of the key table. */
export interface NameKey {
  readonly kind: NameKeyKind;
  readonly key: string;
}

/**
 * A question to the key table: rows of `kind` whose key equals one of `keys` (`exact`) or begins with the only one (`prefix`).
 * `weight` 0–100 orders the probes: begin with the heaviest, stop when enough was found.
 */
export interface NameProbe {
  readonly kind: NameKeyKind;
  readonly match: 'exact' | 'prefix';
  readonly keys: readonly string[];
  readonly weight: number;
}

/** How much a found word counts: written out, begun, with one typing error, only sounding alike. */
export const NAME_WEIGHTS = { word: 100, prefix: 80, typo: 50, sound: 40 } as const;

/** Typing errors are looked for in the first letters only; this bounds the keys of a word to eight. */
const TYPO_LETTERS = 7;
/** Shorter words have too many neighbours to call one of them an error of the other. */
const MIN_TYPO_LETTERS = 4;
const MIN_SOUND_LETTERS = 3;
const PAIR_LETTERS = 3;
/** Words of one text that are paired with each other; titles and long company names would make many pairs of little use. */
const PAIRED_WORDS = 4;

/** The rows to store for a text (a name, a company). Distinct; about twenty for first and last name. */
export function searchKeys(text: string): NameKey[] {
  const words = nameWords(text);
  const keys = [
    ...words.map((key) => ({ kind: 'w' as const, key })),
    ...pairKeys(words.slice(0, PAIRED_WORDS)),
    ...words.flatMap(soundKeys).map((key) => ({ kind: 's' as const, key })),
    ...words.flatMap(typoKeys).map((key) => ({ kind: 'd' as const, key })),
  ];
  return [...new Map(keys.map((row) => [`${row.kind} ${row.key}`, row])).values()];
}

/**
 * The probes for what was typed so far, heaviest first; none for a text without letters or digits. What they find are candidates: pair and typing
 * probes look at the first letters only, so let `nameScore` decide on each.
 */
export function probeKeys(query: string): NameProbe[] {
  const words = nameWords(query);
  const probes = words.length > 1 ? pairProbes(words) : words.flatMap(wordProbes);
  // With several words the others are left to nameScore: the longest is the most telling.
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  const fuzzy = [
    { kind: 'd' as const, match: 'exact' as const, keys: typoKeys(longest), weight: NAME_WEIGHTS.typo },
    { kind: 's' as const, match: 'exact' as const, keys: soundKeys(longest), weight: NAME_WEIGHTS.sound },
  ];
  return [...probes, ...fuzzy].filter((probe) => probe.keys.length > 0);
}

/**
 * How well a text answers a query, 0–100; 0 when one word of the query has no counterpart. Each word of the query counts as its best counterpart
 * (NAME_WEIGHTS, a begun word a little more the more of it is there), and the score is their mean.
 */
export function nameScore(query: string, text: string): number {
  return nameScorer(query)(text);
}

/** `nameScore` for many texts of one query: what is to be known of the query is worked out once. */
export function nameScorer(query: string): (text: string) => number {
  const asked = nameWords(query).map((word) => ({ word, sound: soundKeys(word)[0] }));
  return (text) => {
    const there = nameWords(text);
    let sum = 0;
    for (const one of asked) {
      let best = 0;
      for (const other of there) if (best < NAME_WEIGHTS.word) best = Math.max(best, wordScore(one, other, best));
      if (best === 0) return 0;
      sum += best;
    }
    return asked.length === 0 ? 0 : sum / asked.length;
  };
}

/** The slow comparisons are left out where they could not beat `known`. */
function wordScore({ word, sound }: { word: string; sound: string | undefined }, there: string, known: number): number {
  if (word === there) return NAME_WEIGHTS.word;
  if (there.startsWith(word)) return NAME_WEIGHTS.prefix + (10 * word.length) / there.length;
  if (known >= NAME_WEIGHTS.typo) return 0;
  if (word.length >= MIN_TYPO_LETTERS && (isWithinOneEdit(word, there) || isWithinOneEdit(word, there.slice(0, word.length)))) {
    return NAME_WEIGHTS.typo;
  }
  return known < NAME_WEIGHTS.sound && sound !== undefined && sound === soundKeys(there)[0] ? NAME_WEIGHTS.sound : 0;
}

function wordProbes(word: string): NameProbe[] {
  return [
    { kind: 'w', match: 'exact', keys: [word], weight: NAME_WEIGHTS.word },
    { kind: 'w', match: 'prefix', keys: [word], weight: NAME_WEIGHTS.prefix },
  ];
}

/** The two longest words, each once cut and once whole: an error beyond the third letter of one is met by the other probe. */
function pairProbes(words: readonly string[]): NameProbe[] {
  const [first = '', second = ''] = [...words].sort((a, b) => b.length - a.length);
  return [
    { kind: 'p', match: 'prefix', keys: [`${second.slice(0, PAIR_LETTERS)} ${first}`], weight: NAME_WEIGHTS.word },
    { kind: 'p', match: 'prefix', keys: [`${first.slice(0, PAIR_LETTERS)} ${second}`], weight: NAME_WEIGHTS.prefix },
  ];
}

function pairKeys(words: readonly string[]): NameKey[] {
  return words.flatMap((first) =>
    words
      .filter((second) => second !== first)
      .flatMap((second) =>
        Array.from({ length: Math.min(PAIR_LETTERS, first.length) }, (_, index) => ({
          kind: 'p' as const,
          key: `${first.slice(0, index + 1)} ${second}`,
        })),
      ),
  );
}

/** A code of one digit would sound like half of all names. */
function soundKeys(word: string): string[] {
  const code = word.length < MIN_SOUND_LETTERS ? '' : koelnerPhonetik(word);
  return code.length < 2 ? [] : [code];
}

/** The beginning of a word, as it is and with each letter left out: two words one error apart share at least one (symmetric deletion). */
function typoKeys(word: string): string[] {
  if (word.length < MIN_TYPO_LETTERS) return [];
  const start = word.slice(0, TYPO_LETTERS);
  return [...new Set([start, ...[...start].map((_, index) => start.slice(0, index) + start.slice(index + 1))])];
}
