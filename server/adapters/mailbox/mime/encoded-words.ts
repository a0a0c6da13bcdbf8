import { decodeText } from './charset.js';
import { rawToText } from './header-fields.js';
import { decodeBase64, decodeQuotedPrintable } from './transfer.js';

// Spaces inside the text part are not allowed but sent (RFC 2047 §5); a language tag may follow the charset (RFC 2231 §5).
const WORD = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\r\n]*(?:\?(?!=)[^?\r\n]*)*)\?=/g;

interface Word {
  charset: string;
  bytes: Buffer;
}

function wordOf(match: RegExpMatchArray): Word {
  const [, charset = '', encoding = '', text = ''] = match;
  const bytes =
    encoding.toLowerCase() === 'b'
      ? decodeBase64(Buffer.from(text, 'latin1'))
      : decodeQuotedPrintable(Buffer.from(text.replace(/_/g, '=20').replace(/ /g, '=20'), 'latin1'));
  return { charset: charset.toLowerCase(), bytes };
}

/** Neighbours of the same charset are joined before decoding: many programs split a character between two words. */
function decodeRun(run: readonly Word[]): string {
  let text = '';
  for (let i = 0; i < run.length; ) {
    const charset = run[i]?.charset ?? '';
    let end = i;
    while (end < run.length && run[end]?.charset === charset) end++;
    const words = run.slice(i, end);
    // Stateful charsets start anew in every word.
    text += /^(iso-2022|hz|utf-7|unicode-1-1-utf-7)/.test(charset)
      ? words.map(({ bytes }) => decodeText(bytes, charset)).join('')
      : decodeText(Buffer.concat(words.map(({ bytes }) => bytes)), charset);
    i = end;
  }
  return text;
}

/**
 * Header text with its encoded words (RFC 2047) decoded, raw 8-bit bytes as well. Takes Latin-1 bytes.
 * White space between two words vanishes, other white space stays; a word that is not one stays as it stands.
 */
export function decodeWords(raw: string): string {
  let text = '';
  let end = 0;
  let run: Word[] = [];
  const flush = () => {
    text += decodeRun(run);
    run = [];
  };
  for (const match of raw.matchAll(WORD)) {
    const between = raw.slice(end, match.index);
    if (run.length === 0 || /\S/.test(between)) {
      flush();
      text += rawToText(between);
    }
    run.push(wordOf(match));
    end = match.index + match[0].length;
  }
  flush();
  return text + rawToText(raw.slice(end));
}

/** One line of header text for people: decoded, control characters and doubled white space gone. */
export function headerText(raw: string): string {
  return decodeWords(raw).replace(/\s+/g, ' ').trim();
}
