/** Letters that Unicode does not take apart into letter and mark, with the spelling they are commonly given in Latin letters. */
const SPELLED: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'a', œ: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n' };

/** At most this many words of a text are looked at, and this many letters of a word: what is longer is not a name. */
const MAX_WORDS = 8;
const MAX_LETTERS = 32;

/**
 * One spelling for all: small letters, no accents, compatibility forms resolved, ß → ss, and ä = ae = a, ö = oe = o, ü = ue = u, so that `Müller`,
 * `Mueller` and `MULLER` are one word. A prefix of a word folds to a prefix of the folded word, which is what search while typing needs.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđðþħıŋ]/g, (letter) => SPELLED[letter] ?? letter)
    .replace(/([aou])e/g, '$1');
}

/**
 * The folded words of a text, in order, without doubles. Apostrophes join (`O'Brien` → `obrien`), everything else that is neither letter nor digit
 * parts (`Müller-Lüdenscheidt` → two words).
 */
export function nameWords(text: string): string[] {
  const words = foldName(text.replace(/['’ʼ`´]/g, '')).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, MAX_LETTERS)))].slice(0, MAX_WORDS);
}

/** True when one letter less, one more, one other, or two neighbours swapped makes `b` of `a`, or when they are equal. */
export function isWithinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA === restB) return true;
  if (restA.length === restB.length) {
    const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
    return isSwap || restA.slice(1) === restB.slice(1);
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
}
