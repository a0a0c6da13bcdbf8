import { getCountryCallingCode } from 'libphonenumber-js/max';
import { asciiDigits } from '../../shared/domain/digits.js';

/** A phone number as it was typed, taken apart as far as that goes without knowing the country's numbering plan. */
export interface PhoneText {
  /** Digits, a leading `+`, and the separators that were typed, as ASCII. */
  readonly number: string;
  /** Digits after `ext.`, `Durchwahl`, `;ext=` and the like. */
  readonly extension: string | null;
}

/** Marks without width or with direction only; they come along when a number is copied from a web page or a PDF. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0e|\ufe0f/g;
/** What stands between digits in other hands and typefaces, and what it stands for. */
const SEPARATORS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Pd}\u2212\u2043\u30fc~\u301c]/gu, '-'],
  [/[\u00b7\u2022\u2027\u2219\u30fb\u0387]/g, '.'],
  [/[\u2044\u2215\u2571\\]/g, '/'],
  [/\|/g, ' / '],
  [/_/g, ' '],
];
const WORDS =
  'tel(?:efon|ephone)?|fon|phone|mobil(?:telefon|e)?|handy|cell|fax|direkt|büro|office|zentrale|privat|gesch(?:äftlich)?|dienstlich|home|work';
/** Also a telephone sign (☎, 📞) in front. */
const LABEL = new RegExp(`^[\\p{So}\\s]*(?:(?:${WORDS}|t|m|f|p)\\b\\s*[.:]*\\s*(?=[+([\\d]))?`, 'iu');
/** What kind of number it is, said behind it: `privat`, or any remark in brackets. */
const REMARK = new RegExp(`[\\s,;-]*(?:\\([^\\d()]*\\p{L}[^\\d()]*\\)|\\b(?:${WORDS})\\b\\.?)$`, 'iu');
const EXTENSION =
  /[\s,;.(]*(?:;?ext=|\b(?:ext(?:ension|n)?|ex|durchwahl|dw|apparat|app|nebenstelle|nst|klappe|kl|poste|int(?:ern)?)\s*[.:]?|доб\.?|(?<=[\d\s])x\s*|#)\s*(\d{1,7})\)?$/i;
/** Digits to dial after a pause. */
const PAUSED = /\s*[,;]\s*(\d{1,5})$/;

/**
 * Takes away what is writing, not number: full-width forms, odd spaces and dashes, `tel:` and its parameters, a label in front, an extension behind,
 * and the `(0)` after a country code. Pure text work.
 */
export function readPhoneText(raw: string): PhoneText {
  let text = asciiDigits(raw.normalize('NFKC')).replace(INVISIBLE, '');
  for (const [written, meant] of SEPARATORS) text = text.replace(written, meant);
  text = text.replace(/\s+/g, ' ').trim();
  text = (/^(?:tel|callto|sip):/i.test(text) ? readUri(text) : text.replace(LABEL, '')).replace(REMARK, '').trim();
  const extension = EXTENSION.exec(text) ?? PAUSED.exec(text);
  if (extension) text = text.slice(0, extension.index);
  return { number: withoutTrunkZero(text.trim()), extension: extension?.[1] ?? null };
}

/** Percent signs of a URI are resolved; in a broken one they stay. */
function withoutPercent(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** `tel:` of RFC 3966: a local number carries its context, `;ext=` is kept for the caller, other parameters go. */
function readUri(uri: string): string {
  const [number = '', ...parameters] = withoutPercent(uri)
    .replace(/^\w+:\/*/, '')
    .replace(/@.*$/, '')
    .split(';');
  const value = (name: string) => parameters.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = value('phone-context');
  const whole = context?.startsWith('+') && !number.startsWith('+') ? context + number : number;
  const extension = value('ext');
  return extension === undefined ? whole : `${whole};ext=${extension}`;
}

/** `+49 (0)30` is `+49 30`, but a national `(0)30` is `030`, and Italy dials its zero from abroad too. */
function withoutTrunkZero(text: string): string {
  const plus = text.replace(/^[([\s]*\+[+\s([]*(?:00)?/, '+').replace(/^[([\s]+(?=00)/, '');
  const isInternational = /^(?:\+|00)/.test(plus);
  const keepsZero = new RegExp(`^(?:\\+|00\\s*)${getCountryCallingCode('IT')}`).test(plus);
  return plus.replace(/\(\s*0\s*\)/, isInternational && !keepsZero ? ' ' : '0').replace(/^00\s+/, '00');
}
