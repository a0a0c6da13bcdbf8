import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import { subscriberDigits } from './phone.js';
import { parseNumber } from './phone-parse.js';
import { readPhoneText } from './phone-text.js';

/** Refused in every country: the numbers of large regions, which mobile networks forward to the local service. */
const EVERYWHERE = ['000', '110', '111', '112', '911', '999'];

/** Further numbers by country, police, fire and ambulance (general knowledge; extend at need). */
const BY_COUNTRY: Record<string, readonly string[]> = {
  AT: ['122', '133', '140', '141', '144'],
  AU: ['106'],
  BE: ['100', '101'],
  BR: ['190', '192', '193'],
  CH: ['117', '118', '144', '1414'],
  CN: ['119', '120', '122'],
  CZ: ['150', '155', '156', '158'],
  ES: ['061', '062', '080', '085', '091', '092'],
  FR: ['15', '17', '18', '114', '115', '119', '191', '196', '197'],
  GR: ['100', '108', '166', '199'],
  HU: ['104', '105', '107'],
  IN: ['100', '101', '102', '108'],
  IT: ['113', '115', '118', '1515', '1530'],
  JP: ['118', '119'],
  LU: ['113'],
  NO: ['113'],
  PL: ['997', '998'],
  SK: ['150', '155', '158'],
  TR: ['155', '156'],
  US: ['933'],
};

/**
 * True when dialling this would reach an emergency service from `country` (ISO alpha-2), with or without country code, outside-line zeros, an area
 * code in front (German `030 110`), spaces or dashes. Such numbers are never dialled by us: our network cannot say where the caller is.
 */
export function isEmergency(number: string, country: string): boolean {
  const code = country.toUpperCase();
  const short = new Set([...EVERYWHERE, ...(BY_COUNTRY[code] ?? [])]);
  const text = readPhoneText(number).number;
  const digits = text.replace(/\D/g, '');
  if (spellings(digits, code).some((spelling) => short.has(spelling))) return true;
  return code === 'DE' && isGermanAreaWithEmergency(text);
}

/** The digits as they are, and without what may stand in front of a short number. */
function spellings(digits: string, country: string): string[] {
  const calling = isSupportedCountry(country) ? getCountryCallingCode(country) : '';
  const bare = digits.replace(/^0+/, '');
  const national = calling !== '' && bare.startsWith(calling) ? bare.slice(calling.length).replace(/^0+/, '') : bare;
  // Short numbers that begin with a zero themselves (000, 061) are met by the digits as typed.
  return [digits, bare, national];
}

/** In Germany 110 and 112 answer behind any area code; libphonenumber takes them for numbers of subscribers. */
function isGermanAreaWithEmergency(text: string): boolean {
  const parsed = parseNumber(text, 'DE');
  return parsed?.country === 'DE' && ['110', '112'].includes(subscriberDigits(parsed));
}
