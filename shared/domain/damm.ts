/**
 * The quasigroup of order 10 of H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004: totally anti-symmetric with a zero diagonal,
 * therefore no single-digit error and no swap of neighbours goes unseen, and leading zeros do not change the check digit.
 */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The check digit of a row of ASCII digits. Throws a TypeError for anything else. */
export function dammDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new TypeError('dammDigit: digits only');
  return [...digits].reduce((interim, digit) => TABLE[Number(interim)]?.[Number(digit)] ?? '', '0');
}

/** True when the last digit is the check digit of those before it. */
export function isDammValid(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && dammDigit(digits) === '0';
}
