import { asciiDigits } from '../../shared/domain/digits.js';

/**
 * What stands in `From` when the number is withheld: words, or these words keyed on a telephone keypad (`ANONYMOUS` → `+266696687`, `RESTRICTED` →
 * `+7378742833`, `BLOCKED` → `+2562533`, `UNKNOWN` → `+8656696`, `UNAVAILABLE` → `+86282452253`, `No caller ID` → `+464`).
 * Source: Twilio support article 223179988, "Why am I getting calls from these strange numbers?"; words since the change of 16 November 2022.
 */
const WORDS = ['anonymous', 'restricted', 'blocked', 'unknown', 'unavailable', 'private', 'withheld', 'unbekannt', 'anonym'] as const;

const KEYPAD: Record<string, string> = Object.fromEntries(
  ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 2)]),
  ),
);

const WITHHELD_DIGITS: ReadonlySet<string> = new Set([...WORDS.map(keyed), '464']);

/** Fewest digits of a number that can be called back from anywhere. */
const MIN_DIGITS = 5;

/**
 * True when `from` names nobody: empty, a word, a SIP address without a number, or a keypad spelling of „anonymous" and its kin. Such callers are unknown, each for
 * himself; never look one up by this text.
 */
export function isWithheld(from: string | null | undefined): boolean {
  const text = asciiDigits(from ?? '')
    .trim()
    .toLowerCase();
  const user = text.replace(/^sips?:/, '').replace(/@.*$/, '');
  const digits = user.replace(/[^\d]/g, '');
  if (/[a-z]/.test(user) || digits.length < MIN_DIGITS) return true;
  // A leading 1 is put before these by some North American carriers.
  return WITHHELD_DIGITS.has(digits) || WITHHELD_DIGITS.has(digits.replace(/^1/, ''));
}

function keyed(word: string): string {
  return [...word].map((letter) => KEYPAD[letter] ?? '').join('');
}
