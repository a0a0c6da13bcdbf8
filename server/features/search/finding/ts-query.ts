import type { SearchField, SearchTerm } from '../../../../shared/domain/search-query.js';
import { isCommonWord, umlautFolded } from '../../../../shared/domain/search-words.js';
import type { Stems } from '../stems.query.js';

const WEIGHTS: Record<SearchField, string> = { subject: 'A', from: 'B', file: 'C' };
/** A beginning shorter than this would mean half the dictionary. */
const SHORTEST_BEGINNING = 3;

/** What the index is asked for. Folded words hold letters and digits only: nothing in them means anything to PostgreSQL. */
export interface Asked {
  /** In the syntax of tsquery. */
  query: string;
  /** True when something must be there, so that the index can lead. */
  hasPositive: boolean;
}

/** Terms that say something: common words are in no document, unless it is a name that is asked for. */
export function tellingTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  return terms.filter(({ words, field }) => field === 'from' || field === 'file' || !words.every(isCommonWord));
}

/** The query of some terms and of words the index alone knows. `asBeginning`: the word still being typed may go on. */
export function askedOf(terms: readonly SearchTerm[], stems: Stems, more: { asBeginning: boolean; words: readonly string[] }): Asked {
  const parts = terms.map((term) => `${term.isNot ? '!' : ''}${termQuery(term, stems, more.asBeginning && term.isBegun && !term.isNot)}`);
  return {
    query: [...parts, ...more.words].join(' & '),
    hasPositive: terms.some(({ isNot }) => !isNot) || more.words.some((word) => !word.startsWith('!')),
  };
}

/** True when the last word is still being typed and long enough to mean something. */
export function isBeginning(terms: readonly SearchTerm[]): boolean {
  const last = terms.at(-1);
  return last?.isBegun === true && !last.isNot && (last.words.at(-1)?.length ?? 0) >= SHORTEST_BEGINNING;
}

function termQuery({ words, field }: SearchTerm, stems: Stems, asBeginning: boolean): string {
  const weight = field === null ? '' : WEIGHTS[field];
  const keepsCommon = field === 'from' || field === 'file';
  const said = words.map((word, at) => ({ word, at })).filter(({ word }) => keepsCommon || !isCommonWord(word));
  const groups = said.map(({ word, at }, index) => {
    const before = said[index - 1];
    const alternatives = wordQuery(word, stems, { weight, asBeginning: asBeginning && index === said.length - 1 });
    return before === undefined ? alternatives : ` <${at - before.at}> ${alternatives}`;
  });
  return `(${groups.join('')})`;
}

function wordQuery(word: string, stems: Stems, { weight, asBeginning }: { weight: string; asBeginning: boolean }): string {
  const label = weight === '' ? '' : `:${weight}`;
  const whole = (stems.get(word) ?? [word]).map((stem) => `'${stem}'${label}`);
  const begun = asBeginning ? [...new Set([word, umlautFolded(word)])].map((one) => `'${one}':*${weight}`) : [];
  return `(${[...whole, ...begun].join(' | ')})`;
}
