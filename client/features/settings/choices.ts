import { intlTag } from '../../core/i18n';

/** Countries whose national numbers can be written without a country code here; more are added as they are asked for. */
export const COUNTRIES = [
  'DE',
  'AT',
  'CH',
  'BE',
  'CZ',
  'DK',
  'ES',
  'FR',
  'GB',
  'IE',
  'IT',
  'LI',
  'LU',
  'NL',
  'PL',
  'SE',
  'US',
  'CA',
] as const;

/** IANA zones the browser knows. */
export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A country's name in the language on the screen. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([intlTag.value], { type: 'region' }).of(code) ?? code;
}
