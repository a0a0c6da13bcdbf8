/** A word of a text as search compares it, and where it stands. */
export interface SaidWord {
  /** Small letters without accents; at most `MAX_LETTERS`. */
  word: string;
  start: number;
  end: number;
}

/** Longer ones are no words but something encoded; both sides cut alike. */
const MAX_LETTERS = 40;
/** Letters that Unicode does not take apart into letter and mark. */
const SPELLED: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' };

/**
 * Words that stand in nearly every text and tell none from another, German and English, folded. Left out: what could be meant (`nicht`, `will`, `war`,
 * `may`), so that everything with a sense of its own is found.
 */
const COMMON: ReadonlySet<string> = new Set(
  (
    'der die das den dem des ein eine einen einem einer eines und oder aber als auch am an auf aus bei bin bis bitte da dass du er es fur hat habe haben ich ihr ihre ' +
    'ihren ihnen im in ist ja mein meine mich mir mit nach noch nun nur ob sehr sein sich sie sind so um uns unser unsere vom von vor wenn wie wir wird werden zu zum ' +
    'zur uber dann damit durch the a and or of to on at for from with is are be been it its this that these those i you he she we they my your our us me as by but if ' +
    'do have has had would can there here'
  ).split(' '),
);

/** True for a word that search leaves out of texts: `die`, `and`. */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word);
}

/** One spelling of a word for all: small letters, no accents, ß → ss. `ae`, `oe`, `ue` stay; `umlautFolded` makes one of them and ä, ö, ü. */
export function foldWord(text: string): string {
  const small = text.toLowerCase();
  // Most words: there is nothing to fold, and a search looks at thousands.
  if (/^[a-z0-9]*$/.test(small)) return small.slice(0, MAX_LETTERS);
  return small
    .normalize('NFKD')
    .replace(/[ßøæœłđðþħı]/g, (letter) => SPELLED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, MAX_LETTERS);
}

/** `mueller` → `muller`, as `Müller` folds. Behind a vowel or q the e is a letter of its own: `neue`, `Bauer`, `quer`. */
export function umlautFolded(word: string): string {
  return word.replace(/(^|[^aeiouq])([aou])e/g, '$1$2');
}

/** The words of a text in order, folded: runs of letters and digits. */
export function saidWords(text: string): SaidWord[] {
  const words: SaidWord[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = foldWord(match[0]);
    if (word !== '') words.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return words;
}
