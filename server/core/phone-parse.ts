import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A country code that libphonenumber does not know would make it throw; then only numbers with country code can be read. */
export function parseNumber(text: string, defaultCountry: string): PhoneNumber | undefined {
  const country = defaultCountry.toUpperCase();
  const known: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  // Digits only: at a sign it does not know libphonenumber would stop reading, and the beginning of a number may be another number.
  const digits = `${text.startsWith('+') ? '+' : ''}${digitsOf(text)}`;
  const parsed = parsePhoneNumberFromString(digits, known);
  if (parsed?.isValid() && !hasBareCountryCode(parsed, text)) return parsed;
  // 00 is understood everywhere, also where one's own phone wants 011 or 0011, and the other way round.
  const abroad = [/^00/, /^0?011/].flatMap((code) => (code.test(digits) ? [parseAbroad(digits.replace(code, ''))] : []));
  const bare = parsed && hasBareCountryCode(parsed, text) ? parseAbroad(digits) : undefined;
  return (
    abroad.find((one) => one?.isValid()) ??
    (bare?.isValid() ? bare : undefined) ??
    (digits.startsWith('00') ? abroad[0] : undefined) ??
    parsed
  );
}

/** Shorter halves are groups of one number: `030 123 045 678`. */
const MIN_WHOLE_DIGITS = 7;
const parseAbroad = (digits: string) => parsePhoneNumberFromString(`+${digits}`);

/**
 * `49 171 1234567`: the country code of one's own country without plus or zeros. Where numbers begin with a zero it is never the beginning of a national
 * one, though an area code may look like it (0491 is Leer).
 */
function hasBareCountryCode(parsed: PhoneNumber, text: string): boolean {
  return !/^[+0([]/.test(text) && digitsOf(text).startsWith(parsed.countryCallingCode) && dialsZeroFirst(parsed, text);
}

/**
 * True for two numbers in one text that no sign parts: the end of the first repeated with other digits (`123456/57`, two lines), digits in brackets behind,
 * or a second whole number behind; slashes between all groups (`0475/12/34/56`) are only grouping. Joined they would be somebody else's number.
 */
export function holdsTwo(text: string, country: string): boolean {
  const isGrouped = (text.match(/\//g) ?? []).length > 2;
  const behind = /^(.*\d)\s*(?:\/\s*(\d{1,3})|\(\s*\d{1,5}\s*\))\s*$/.exec(text);
  if (behind && !(isGrouped && behind[2] !== undefined) && digitsOf(behind[1] ?? '').length >= (behind[2] === undefined ? 6 : 7))
    return true;
  return [...text.matchAll(/(?<=\d)[^\d+]+(?=[0+])/g)].some(({ index, 0: gap }) => {
    const halves = [text.slice(0, index), text.slice(index + gap.length)];
    return halves.every((half) => digitsOf(half).length >= MIN_WHOLE_DIGITS && parseNumber(half, country)?.isValid());
  });
}

/** True in countries where a number with its area code begins with a zero, as in Germany. */
export function dialsZeroFirst(parsed: PhoneNumber, text: string): boolean {
  return parsePhoneNumberFromString(`0${text}`, parsed.country)?.number === parsed.number;
}

/** The ASCII digits of a text, nothing else. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
