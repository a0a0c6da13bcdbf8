import chardet from 'chardet';
import iconv from 'iconv-lite';
import { decodeUtf7, hzToGbk, iso2022KrToEucKr } from './seven-bit-charsets.js';

/** Names that mail programs use for charsets the decoder knows under another. */
const ALIASES: Record<string, string> = {
  ascii: 'us-ascii',
  cp936: 'gb18030',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  'ansi-x3.4-1968': 'us-ascii',
  'cp-850': 'cp850',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'ks-c-5601-1987': 'euc-kr',
  'ks-c-5601': 'euc-kr',
  'shift-jis': 'shift_jis',
  'x-gbk': 'gb18030',
  'x-sjis': 'shift_jis',
  sjis: 'shift_jis',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  utf8: 'utf-8',
  utf8mb4: 'utf-8',
  'x-unknown': '',
  unknown: '',
  'unknown-8bit': '',
  '8bit': '',
  '7bit': '',
  binary: '',
  default: '',
  none: '',
};

/** Labels that mail programs set without looking: bytes that are valid UTF-8 are believed before them. */
const CARELESS = new Set(['', 'us-ascii', 'iso-8859-1', 'windows-1252', 'iso-8859-15', 'latin1']);

/** What is written with eight bits where a charset of seven is at home. */
const HOME: Record<string, string> = {
  'iso-2022-jp': 'euc-jp',
  'iso-2022-kr': 'euc-kr',
  'iso-2022-cn': 'gb18030',
  'hz-gb-2312': 'gb18030',
};

const HIGH_BYTE = /[\x80-\xff]/;

function canonical(label: string): string {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^["'(]+|["');]+$/g, '')
    .replace(/_/g, '-')
    .replace(/^(?:x-)?cp-?(125\d)$/, 'windows-$1')
    .replace(/^(?:x-)?ms-?ansi$/, 'windows-1252')
    .replace(/^iso-?(8859)-?(\d+)$/, 'iso-$1-$2')
    .replace(/^latin-?(\d)$/, 'latin$1');
  return ALIASES[name] ?? name;
}

function strictUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes by an explicit charset; null when nobody here knows it. Bytes that mean nothing become U+FFFD. */
function decodeAs(bytes: Buffer, charset: string): string | null {
  if (charset === 'utf-7') return decodeUtf7(bytes.toString('latin1'));
  if (charset === 'hz-gb-2312') return new TextDecoder('gb18030').decode(hzToGbk(bytes));
  if (charset === 'iso-2022-kr') return new TextDecoder('euc-kr').decode(iso2022KrToEucKr(bytes));
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : null;
  }
}

/** UTF-16 without a label shows as every second byte being zero. */
function utf16Of(bytes: Buffer): string | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0 || !bytes.includes(0)) return null;
  const sample = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.7 && even === 0) return 'utf-16le';
  return even > half * 0.7 && odd === 0 ? 'utf-16be' : null;
}

/** The charset of bytes that carry no usable label. One stray byte says nothing, so few high bytes mean Western Europe. */
function detect(bytes: Buffer): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return utf16;
  const ranked = chardet.analyse(bytes.subarray(0, 16_384));
  const best = ranked[0];
  if (!best || best.confidence < 50 || /^UTF-(16|32)/.test(best.name)) return 'windows-1252';
  return canonical(best.name === 'ISO-8859-1' ? 'windows-1252' : best.name);
}

/**
 * Turns bytes into text: by the label where it is right, else by what the bytes look like.
 * Wrong and missing labels are common: valid UTF-8 beats a careless Western label, and a UTF-8 label on other bytes is ignored.
 */
export function decodeText(bytes: Buffer, label: string | null): string {
  const charset = canonical(label ?? '');
  if (charset.startsWith('utf-16') || charset.startsWith('utf-32')) return decodeAs(bytes, charset) ?? bytes.toString('latin1');
  const latin1 = bytes.toString('latin1');
  if (!HIGH_BYTE.test(latin1)) return decodeSevenBit({ bytes, latin1, charset });
  if (CARELESS.has(charset) || charset === 'utf-8') {
    const utf8 = strictUtf8(bytes);
    if (utf8 !== null) return utf8.replace(/^\uFEFF/, '');
    if (charset === 'utf-8') return mostlyUtf8(bytes) ?? decodeAs(bytes, detect(bytes)) ?? latin1;
  }
  // A charset of seven bits says nothing about bytes of eight: whoever wrote the label wrote another text.
  if (charset.startsWith('iso-2022-') || charset === 'hz-gb-2312' || charset === 'utf-7')
    return strictUtf8(bytes) ?? decodeAs(bytes, HOME[charset] ?? detect(bytes)) ?? latin1;
  const guess = charset === '' || charset === 'us-ascii' ? detect(bytes) : charset;
  return decodeAs(bytes, guess) ?? strictUtf8(bytes) ?? decodeAs(bytes, detect(bytes)) ?? latin1;
}

/** A few bad bytes (a cut character, a foreign footer) in a text that is UTF-8 otherwise stay single replacement characters. */
function mostlyUtf8(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  const bad = text.split('\uFFFD').length - 1;
  let good = 0;
  for (const char of text) if (char > '\x7f' && char !== '\uFFFD') good++;
  return good >= bad * 2 ? text : null;
}

function decodeSevenBit({ bytes, latin1, charset }: { bytes: Buffer; latin1: string; charset: string }): string {
  if (charset === 'utf-7' || charset === 'hz-gb-2312' || charset.startsWith('iso-2022-')) return decodeAs(bytes, charset) ?? latin1;
  // ISO-2022-JP shows by its escapes whatever the label says.
  if (latin1.includes('\x1b$')) return decodeAs(bytes, latin1.includes('\x1b$)C') ? 'iso-2022-kr' : 'iso-2022-jp') ?? latin1;
  const utf16 = latin1.includes('\0') ? utf16Of(bytes) : null;
  return utf16 ? (decodeAs(bytes, utf16) ?? latin1) : latin1;
}

/** Makes text safe to store: no NUL, no lone surrogates (PostgreSQL refuses both), no byte order mark in front. */
export function storable(text: string): string {
  return text
    .replace(/\0/g, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/^\uFEFF/, '');
}
