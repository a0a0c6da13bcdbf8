import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import { asciiDigits } from '../../shared/domain/digits.js';

/** Beginnings and endings of E.164 numbers that a half-typed number may stand for. */
export interface NumberParts {
  /** `+4930123`, or null when the text does not say where the number begins. */
  prefix: string | null;
  /** The typed digits without international or trunk prefix, for numbers that end like this; null below four digits. */
  ending: string | null;
}

const MIN_ENDING = 4;

/** True for a text that can only be (part of) a telephone number: at least three digits and otherwise telephone punctuation. */
export function looksLikeNumber(text: string): boolean {
  const plain = asciiDigits(text).trim();
  return /^\+?[\d\s()/.\-–\u00A0]+$/.test(plain) && plain.replace(/\D/g, '').length >= 3;
}

/** Reads a number while it is typed; `country` (ISO alpha-2) is that of numbers without country code. */
export function numberParts(text: string, country: string): NumberParts {
  const plain = asciiDigits(text).trim().replace(/\(0\)/g, '');
  const digits = plain.replace(/\D/g, '');
  if (plain.startsWith('+')) return { prefix: `+${digits}`, ending: null };
  if (digits.startsWith('00')) return { prefix: `+${digits.slice(2)}`, ending: null };
  const code = isSupportedCountry(country) ? getCountryCallingCode(country) : null;
  const local = digits.replace(/^0/, '');
  return {
    prefix: digits.startsWith('0') && code !== null ? `+${code}${local}` : null,
    ending: local.length >= MIN_ENDING ? local : null,
  };
}
