import { decodeWords } from './encoded-words.js';

const MAX_IDS = 1000;

/** Message-IDs of a header, without angle brackets, in its order. White space inside one is the work of a folding program. Takes Latin-1 bytes. */
export function parseMessageIds(raw: string): string[] {
  const text = decodeWords(raw.slice(0, 200_000));
  const bracketed = [...text.matchAll(/<([^<>]*)>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ''));
  const found = bracketed.length > 0 ? bracketed : text.split(/[\s,]+/).filter((word) => /^[^\s"()]+@[^\s"()]+$/.test(word));
  return [...new Set(found.filter((id) => id !== ''))].slice(-MAX_IDS);
}

/** The one Message-ID of a message; what stands there without brackets or `@` is still its name. */
export function parseMessageId(raw: string): string | null {
  const found = parseMessageIds(raw)[0];
  if (found) return found;
  const bare = decodeWords(raw).replace(/[<>\s]+/g, '');
  return bare === '' ? null : bare.slice(0, 998);
}
