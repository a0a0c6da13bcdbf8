import { decodeText } from './charset.js';
import { decodeWords } from './encoded-words.js';
import { rawToText } from './header-fields.js';

/** A structured header value: `text/plain; charset=utf-8` and its kind. */
export interface Parameterised {
  /** Lower case, comments gone. */
  value: string;
  /** Decoded; names in lower case. */
  params: ReadonlyMap<string, string>;
}

// A value without quotes runs to the next semicolon: file names with spaces are sent bare; `name="a" type="b"` lacks the semicolon.
const PARAM = /(?:^|[;\s])\s*([^\s=;"()<>@,]+)\s*=\s*(?:"((?:\\[\s\S]|[^"\\])*)"?|([^;"]*))/g;

/** Removes comments in parentheses outside quotes. */
function withoutComments(raw: string): string {
  return raw.includes('(') ? raw.replace(/"(?:\\[\s\S]|[^"\\])*"|\((?:[^()\\]|\\[\s\S])*\)/g, (all) => (all[0] === '"' ? all : ' ')) : raw;
}

/** A backslash before a quote or itself escapes (RFC 2045); before a letter it is the path of a careless Windows program. */
const unquote = (quoted: string) => quoted.replace(/\\(["\\])/g, '$1');

interface Segment {
  index: number;
  isEncoded: boolean;
  text: string;
}

function percentDecode(text: string): Buffer {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text[i] === '%' ? Number.parseInt(text.slice(i + 1, i + 3), 16) : Number.NaN;
    if (Number.isNaN(code) || !/^[0-9a-f]{2}$/i.test(text.slice(i + 1, i + 3))) bytes.push(text.charCodeAt(i) & 255);
    else {
      bytes.push(code);
      i += 2;
    }
  }
  return Buffer.from(bytes);
}

/** Joins the pieces of `name*0*`, `name*1` … (RFC 2231); the charset stands before the first. */
function joinSegments(segments: Segment[]): string {
  segments.sort((a, b) => a.index - b.index);
  const first = segments[0];
  const [, charset, text] = (first?.isEncoded ? /^([^']*)'[^']*'([\s\S]*)$/.exec(first.text) : null) ?? ['', null, first?.text ?? ''];
  const bytes = segments.map((segment, at) => {
    const body = at === 0 ? (text ?? '') : segment.text;
    return segment.isEncoded ? percentDecode(body) : Buffer.from(body, 'latin1');
  });
  if (!segments.some(({ isEncoded }) => isEncoded)) return decodeWords(Buffer.concat(bytes).toString('latin1'));
  return decodeText(Buffer.concat(bytes), charset || null);
}

/** Reads a value with parameters (RFC 2045 §5.1, RFC 2231), and what is sent instead of it. Takes Latin-1 bytes. */
export function parseParameters(raw: string): Parameterised {
  const clean = withoutComments(raw);
  const value = (/^[^;]*/.exec(clean)?.[0] ?? '').trim();
  const plain = new Map<string, string>();
  const segmented = new Map<string, Segment[]>();
  const rest = value.includes('=') ? clean : clean.slice(clean.indexOf(value) + value.length);
  for (const match of rest.matchAll(PARAM)) {
    const [, key = '', quoted, bare] = match;
    const text = quoted === undefined ? (bare ?? '').trim() : unquote(quoted);
    const part = /^([^*]+)\*(?:(\d+)(\*?))?$/.exec(key.toLowerCase());
    if (part) {
      const segments = segmented.get(part[1] ?? '') ?? [];
      segments.push({ index: Number(part[2] ?? 0), isEncoded: part[2] === undefined || part[3] === '*', text });
      segmented.set(part[1] ?? '', segments);
    } else if (!plain.has(key.toLowerCase())) plain.set(key.toLowerCase(), text);
  }
  const params = new Map<string, string>();
  for (const [key, text] of plain) params.set(key, key === 'boundary' ? text : decodeWords(text));
  for (const [key, segments] of segmented) params.set(key, joinSegments(segments));
  return { value: rawToText(value.split(/[\s=]/)[0] ?? '').toLowerCase(), params };
}
