import { type NumberType, type PhoneNumber, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { areaName } from './area-names.js';
import { dialsZeroFirst, digitsOf, holdsTwo, parseNumber } from './phone-parse.js';
import { readPhoneText } from './phone-text.js';

/** What a number is for. `landline-or-mobile`: the numbering plan does not tell (North America). */
export type PhoneKind = 'landline' | 'mobile' | 'landline-or-mobile' | 'voip' | 'toll-free' | 'shared-cost' | 'premium' | 'other';

/** A phone number that was understood. */
export interface PhoneReading {
  /** `+4930123456`; the form to store, index and compare. */
  readonly e164: string;
  /** Digits to dial after the connection, `null` when none were given. A German direct dial is part of the number, not an extension. */
  readonly extension: string | null;
  /** For people in the same country: `030 1234-56`. */
  readonly national: string;
  /** For everybody, after DIN 5008: `+49 30 1234-56`. */
  readonly international: string;
  readonly kind: PhoneKind;
  /** False: right length, but no such number is given out in that country's plan as we know it. */
  readonly isValid: boolean;
  /** ISO 3166-1 alpha-2, or null (satellite, international services). */
  readonly country: string | null;
  /** The town of the area code where we know it (Germany). */
  readonly area: string | null;
  /** Written as the main line of a switchboard: `030 12345-0`. */
  readonly isMainLine: boolean;
  /** The number before the direct dial, when one was written with a dash or as a main line: `+493012345`. */
  readonly stem: string | null;
}

/** Why a text is not taken for a number. `letters`: words or vanity letters in it · `several`: more than one number. */
export type PhoneRefusal = {
  readonly reason: 'empty' | 'letters' | 'several' | 'too-short' | 'too-long' | 'no-area-code' | 'not-a-number';
};

const KINDS: Partial<Record<NonNullable<NumberType>, PhoneKind>> = {
  FIXED_LINE: 'landline',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'landline-or-mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll-free',
  SHARED_COST: 'shared-cost',
  UAN: 'shared-cost',
  PREMIUM_RATE: 'premium',
};

/** Countries whose switchboards append direct dials of any length to the main number. */
const OPEN_PLANS: ReadonlySet<string> = new Set(['DE', 'AT']);
const MIN_STEM_DIGITS = 3;
const MAX_DIRECT_DIAL_DIGITS = 5;
/** `0301` is the beginning of a number, not one that a plan does not know yet. */
const MAX_SHORT_NUMBER = 6;

/**
 * Understands a phone number however it was typed, pasted or sent by the carrier. `defaultCountry` (ISO alpha-2) is the country of a number
 * without country code. Never throws; what is not understood comes back with a reason.
 */
export function normalise(raw: string, defaultCountry: string): PhoneReading | PhoneRefusal {
  const key = `${defaultCountry} ${raw}`;
  const known = read.get(key);
  if (known) return known;
  const reading = readNumber(raw, defaultCountry);
  if (read.size >= KEPT) read.clear();
  if (key.length < LONG) read.set(key, reading);
  return reading;
}

/** Reading a number costs as much as three statements, never has another result, and a call's number is shown in every one of its events. */
const read = new Map<string, PhoneReading | PhoneRefusal>();
const KEPT = 2000;
const LONG = 40;

function readNumber(raw: string, defaultCountry: string): PhoneReading | PhoneRefusal {
  const text = readPhoneText(raw);
  const refusal = refuseText(text.number);
  if (refusal) return refusal;
  const parsed = parseNumber(text.number, defaultCountry);
  if (holdsTwo(text.number, defaultCountry)) return { reason: 'several' };
  if (!parsed) return { reason: digitsOf(text.number).length > 15 ? 'too-long' : 'too-short' };
  const unlikely = refuseNumber(parsed, text.number);
  if (unlikely) return unlikely;
  const split = splitDirectDial(parsed, text.number);
  return {
    e164: parsed.number,
    extension: text.extension,
    national: withDash(parsed.formatNational(), split),
    international: withDash(parsed.formatInternational(), split),
    kind: KINDS[parsed.getType() ?? 'PAGER'] ?? 'other',
    isValid: parsed.isValid(),
    country: parsed.country ?? null,
    area: parsed.country === 'DE' ? areaName(parsed.nationalNumber) : null,
    isMainLine: split === '0',
    stem: split === null ? null : parsed.number.slice(0, -split.length),
  };
}

/** True when `normalise` understood the text. */
export function isPhone(reading: PhoneReading | PhoneRefusal): reading is PhoneReading {
  return 'e164' in reading;
}

/**
 * The stem of a number known to be a main line: what its direct dials begin with. Open plans (Germany, Austria) drop one final zero, closed ones up to
 * two; a number without final zero is its own stem.
 */
export function mainLineStem(e164: string): string {
  const isOpen = OPEN_PLANS.has(parsePhoneNumberFromString(e164)?.country ?? '');
  return e164.replace(isOpen ? /0$/ : /0{1,2}$/, '');
}

/**
 * The stems under which the switchboard of a caller may be stored, longest first: the number itself and up to five digits less, never less than three
 * digits after the area code. Empty for mobiles and for what is no number: they have no switchboard.
 */
export function stemCandidates(e164: string): string[] {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed || parsed.getType() === 'MOBILE') return [];
  const shortest = parsed.number.length - subscriberDigits(parsed).length + MIN_STEM_DIGITS;
  const lengths = Array.from({ length: MAX_DIRECT_DIAL_DIGITS + 1 }, (_, dropped) => parsed.number.length - dropped);
  return lengths.filter((length) => length >= shortest).map((length) => parsed.number.slice(0, length));
}

/** A number for logs: country code and the last two digits, `+49…56`. Words (`anonymous`) and very short numbers keep nothing but `…`. */
export function maskNumber(number: string): string {
  const digits = digitsOf(number);
  if (digits.length < 7) return '…';
  const country = parsePhoneNumberFromString(number)?.countryCallingCode;
  return `${country ? `+${country}` : ''}…${digits.slice(-2)}`;
}

function refuseText(text: string): PhoneRefusal | null {
  if (text === '') return { reason: 'empty' };
  if (/\p{L}/u.test(text)) return { reason: 'letters' };
  if (!/\d/.test(text) || /[^\d\s+()./\-[\]'’*#,;:]/u.test(text)) return { reason: 'not-a-number' };
  // The 00 before a country code is no digit of a number: `0049 30 / 123456` is one number, not two.
  const numbers = text.split(/[,;]|\s\/\s/).filter((part) => digitsOf(part).replace(/^00/, '').length >= 6);
  const beforePlus = digitsOf(text.slice(0, Math.max(0, text.lastIndexOf('+'))));
  if (numbers.length > 1 || (text.match(/\+/g) ?? []).length > 1 || beforePlus.length >= 6) return { reason: 'several' };
  return /[*#]/.test(text) || beforePlus !== '' ? { reason: 'not-a-number' } : null;
}

/**
 * Numbers of a length that cannot be, and those to which something is missing in front: where people dial without the area code and numbers are of any
 * length, a subscriber's number alone may look like one of another town; only mobiles are told by their length. Other invalid numbers are kept: plans grow.
 */
function refuseNumber(parsed: PhoneNumber, text: string): PhoneRefusal | null {
  const isLocal = !/^[([]?(?:\+|0)/.test(text) && parsed.nationalNumber.length > 3;
  const isAmbiguous = isLocal && OPEN_PLANS.has(parsed.country ?? '') && parsed.getType() !== 'MOBILE' && dialsZeroFirst(parsed, text);
  if (isAmbiguous) return { reason: 'no-area-code' };
  if (parsed.isValid()) return null;
  if (isLocal && (!parsed.isPossible() || dialsZeroFirst(parsed, text))) return { reason: 'no-area-code' };
  if (parsed.isPossible() && (!parsed.nationalNumber.startsWith('0') || parsed.nationalNumber.length > MAX_SHORT_NUMBER)) return null;
  return { reason: validatePhoneNumberLength(parsed.number) === 'TOO_LONG' ? 'too-long' : 'too-short' };
}

/**
 * The direct dial that was written after the last dash: `030 1234-56` → `56`. Null unless the plan is open, the line fixed, and one unbroken row of at
 * least three digits stands between area code and dash, so that `030-123456` and `0211-12-34-56` are no direct dials.
 */
function splitDirectDial(parsed: PhoneNumber, text: string): string | null {
  if (!OPEN_PLANS.has(parsed.country ?? '') || parsed.getType() === 'MOBILE') return null;
  const dash = /^(.*\d)\s*-\s*(\d{1,5})$/.exec(text);
  if (!dash) return null;
  const [, before = '', dial = ''] = dash;
  const stemDigits = subscriberDigits(parsed).slice(0, -dial.length);
  if (stemDigits.length < MIN_STEM_DIGITS || !parsed.number.endsWith(dial)) return null;
  return before.replace(/[\s/.()]/g, '').endsWith(stemDigits) ? dial : null;
}

/** Digits after the area code. libphonenumber writes the area code as the first group of the international form. */
export function subscriberDigits(parsed: PhoneNumber): string {
  const [, area = ''] = parsed.formatInternational().split(' ');
  return parsed.nationalNumber.slice(digitsOf(area).length);
}

/** Puts the dash before the direct dial, and no other grouping in the subscriber's number. */
function withDash(formatted: string, dial: string | null): string {
  const plain = formatted.replace(/ ext\..*$/, '');
  if (dial === null) return plain;
  const [head = '', area = '', ...rest] = plain.startsWith('+') ? plain.split(' ') : ['', ...plain.split(' ')];
  const subscriber = rest.join('').replace(/\D/g, '');
  return [head, area, `${subscriber.slice(0, -dial.length)}-${dial}`].filter(Boolean).join(' ');
}
