const FOUR_IN_FRONT = 'AHKLOQRUX';
const FOUR_INSIDE = 'AHKOQUX';

const PLAIN: Record<string, string> = {
  A: '0',
  E: '0',
  I: '0',
  J: '0',
  O: '0',
  U: '0',
  Y: '0',
  Ä: '0',
  Ö: '0',
  Ü: '0',
  B: '1',
  F: '3',
  V: '3',
  W: '3',
  G: '4',
  K: '4',
  Q: '4',
  L: '5',
  M: '6',
  N: '6',
  R: '7',
  S: '8',
  Z: '8',
  ß: '8',
};

/** Code of C: 4 where it sounds like K, 8 where it sounds like S. At the front of a word more letters make it a K. */
function codeOfC(before: string, after: string): string {
  if (before === '') return FOUR_IN_FRONT.includes(after || ' ') ? '4' : '8';
  if (before === 'S' || before === 'Z') return '8';
  return FOUR_INSIDE.includes(after || ' ') ? '4' : '8';
}

/** Code of one letter between its neighbours; '' at an edge of the word. H and unknown letters have none. */
function codeOf(letter: string, before: string, after: string): string {
  switch (letter) {
    case 'C':
      return codeOfC(before, after);
    case 'D':
    case 'T':
      return after !== '' && 'CSZ'.includes(after) ? '8' : '2';
    case 'P':
      return after === 'H' ? '3' : '1';
    case 'X':
      return before !== '' && 'CKQ'.includes(before) ? '8' : '48';
    default:
      return PLAIN[letter] ?? '';
  }
}

/**
 * Kölner Phonetik of one word: names that sound alike in German get the same digits (`Meier`, `Mayr` → `67`). Letters other than A–Z and
 * ÄÖÜß carry no sound and are skipped; a word without any gives ''.
 * Source: H. J. Postel, „Die Kölner Phonetik", IBM-Nachrichten 19 (1969), p. 925–931; its table of letters, contexts and codes.
 */
export function koelnerPhonetik(word: string): string {
  const letters = [...word.normalize('NFC').toUpperCase()].filter(
    (letter) => letter === 'H' || 'CDTPX'.includes(letter) || letter in PLAIN,
  );
  const raw = letters.map((letter, index) => codeOf(letter, letters[index - 1] ?? '', letters[index + 1] ?? '')).join('');
  const single = raw.replace(/(\d)\1+/g, '$1');
  return single.slice(0, 1) + single.slice(1).replaceAll('0', '');
}
