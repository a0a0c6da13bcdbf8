import type { MailAddress } from '../port.js';
import { decodeWords } from './encoded-words.js';

type Token = { kind: 'text' | 'quoted' | 'comment' | 'angle'; text: string; isWord?: boolean };

const ENCODED_WORD = /^=\?[^?\s]+\?[BbQq]\?[^?]*\?=/;

/** End of a nested comment that begins at `at`, or -1. */
function commentEnd(raw: string, at: number): number {
  let depth = 0;
  for (let i = at; i < raw.length; i++) {
    if (raw[i] === '\\') i++;
    else if (raw[i] === '(') depth++;
    else if (raw[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function quotedEnd(raw: string, at: number): number {
  for (let i = at + 1; i < raw.length; i++) {
    if (raw[i] === '\\') i++;
    else if (raw[i] === '"') return i;
  }
  return -1;
}

/** Signs that were opened and never closed; who looks for the end of each looks through the rest of the header each time. */
const MAX_STRAY = 50;
/** Characters of one entry that are read: no name and no address is longer. */
const MAX_ENTRY = 2000;

/** The token that begins at `at`, and where the next one does. */
function tokenAt(raw: string, at: number, mayEnd: boolean): { token: Token; next: number; isStray?: boolean } {
  const char = raw[at];
  const word = char === '=' ? ENCODED_WORD.exec(raw.slice(at))?.[0] : undefined;
  if (word) return { token: { kind: 'text', text: word, isWord: true }, next: at + word.length };
  const ends = { '"': quotedEnd, '(': commentEnd, '<': (text: string, from: number) => text.indexOf('>', from) };
  if (char === '"' || char === '(' || char === '<') {
    const end = mayEnd ? ends[char](raw, at) : -1;
    if (end > at) {
      const inner = raw.slice(at + 1, end);
      if (char === '<') return { token: { kind: 'angle', text: inner.replace(/^<+/, '') }, next: end + 1 };
      return { token: { kind: char === '"' ? 'quoted' : 'comment', text: inner.replace(/\\([\s\S])/g, '$1') }, next: end + 1 };
    }
    // Never closed: an angle runs to the next separator, the others are a stray character.
    if (char !== '<') return { token: { kind: 'text', text: char === '"' ? '' : char }, next: at + 1, isStray: true };
    const stop = /[,;]|$/.exec(raw.slice(at))?.index ?? raw.length;
    return { token: { kind: 'angle', text: raw.slice(at + 1, at + stop) }, next: at + stop, isStray: true };
  }
  return { token: { kind: 'text', text: char ?? '' }, next: at + 1 };
}

/** Entries of an address list; groups are opened, their names dropped (RFC 5322 §3.4). */
function entriesOf(raw: string): Token[][] {
  const entries: Token[][] = [];
  let entry: Token[] = [];
  let strays = 0;
  const close = () => {
    // A comment alone ("no To-header on input") is nobody.
    if (entry.some(({ kind, text }) => kind !== 'comment' && text.trim() !== '')) entries.push(entry);
    entry = [];
  };
  for (let at = 0; at < raw.length; ) {
    const { token, next, isStray } = tokenAt(raw, at, strays < MAX_STRAY);
    at = next;
    if (isStray) strays++;
    const last = entry.at(-1);
    if (token.kind !== 'text' || token.text.length !== 1) entry.push(token);
    else if (token.text === ',' || token.text === ';') close();
    else if (token.text === ':' && isGroupName(entry)) entry = [];
    else if (last?.kind === 'text' && !last.isWord) last.text += token.text;
    else entry.push(token);
  }
  close();
  return entries;
}

/** A colon ends a group's name, unless it belongs to `mailto:` or to the words of an address. */
function isGroupName(entry: readonly Token[]): boolean {
  const text = entry.map((token) => token.text).join('');
  return text.trim() !== '' && !/[@[\]]|mailto$|^\s*(?:smtp|x400|im)\s*$/i.test(text) && !entry.some(({ kind }) => kind === 'angle');
}

const clean = (name: string) =>
  name
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .trim();

/** A bare address: route, scheme, white space and stray brackets gone, its domain in lower case. */
export function cleanAddress(raw: string): string {
  const text = decodeWords(raw.slice(0, MAX_ENTRY))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .replace(/^@[^:]*:/, '')
    .replace(/^(?:mailto|smtp):/i, '')
    .replace(/^[\s'<[(]+/, '')
    .replace(/[\s>\]).,;]+$/, '')
    .replace(/^([^']*)'$/, '$1');
  const at = text.lastIndexOf('@');
  if (at < 0) return text.trim();
  const local = text.slice(0, at).trim();
  const domain = text
    .slice(at + 1)
    .replace(/\s+/g, '')
    .toLowerCase();
  return `${local.startsWith('"') ? local : local.replace(/\s+/g, '')}@${domain}`;
}

/** An address without brackets. Its dots stand between its atoms and nowhere else, or a long one without an `@` could be read in too many ways. */
const BARE =
  /\.*[^\s<>()[\]",:;.@]+(?:\s*\.+\s*[^\s<>()[\]",:;.@]+)*\.*\s*@\s*(?:\[[^\]\s]*\]|[^\s<>()[\]",:;]+(?:\s+\.\s*[^\s<>()[\]",:;@]+)*)/;

const nameOf = (tokens: readonly Token[], kinds: readonly Token['kind'][]) =>
  clean(
    decodeWords(
      tokens
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ kind, text }) => (kind === 'comment' ? ` ${text} ` : text))
        .join('')
        .slice(0, MAX_ENTRY),
    ),
  );

const BEHALF = /\b(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|namens)\b/i;

/** `A <a@x> on behalf of B <b@y>`: the one it is written for is the one who writes. */
function withAngle(entry: readonly Token[]): MailAddress {
  const angles = entry.filter(({ kind, text }) => kind === 'angle' && text.trim() !== '');
  const isBehalf =
    angles.length > 1 &&
    BEHALF.test(
      entry
        .map(({ text }) => text)
        .join(' ')
        .slice(0, MAX_ENTRY),
    );
  const angle = isBehalf ? angles.at(-1) : (angles.find(({ text }) => text.includes('@')) ?? angles[0]);
  const others = entry.filter((token) => token.kind !== 'angle');
  const words = isBehalf ? entry.slice(entry.indexOf(angles.at(-2) as Token) + 1).filter(({ kind }) => kind !== 'angle') : others;
  const name = nameOf(words, ['text', 'quoted']).replace(BEHALF, '').trim() || nameOf(words, ['comment']);
  return { name, address: cleanAddress(angle?.text ?? '') };
}

function withoutAngle(entry: readonly Token[]): MailAddress {
  const text = entry
    .map((token) => (token.kind === 'quoted' ? `"${token.text}"` : token.kind === 'text' ? token.text : ''))
    .join('')
    .slice(0, MAX_ENTRY);
  // A quoted local part belongs to the address it stands before.
  const quotedLocal = /"(?:[^"])*"\s*@\s*[^\s<>()[\]",:;]+/.exec(text)?.[0];
  const bare = quotedLocal ?? (text.includes('@') ? BARE.exec(text)?.[0] : undefined);
  if (bare) {
    const rest = clean(decodeWords(text.replace(bare, ' ').replace(/[[\]"]|mailto:/g, ' ')));
    return { name: nameOf(entry, ['comment']) || rest, address: cleanAddress(bare) };
  }
  const name = nameOf(entry, ['text', 'quoted']);
  // The whole mailbox was put into an encoded word.
  const hidden = /^(.*)<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$/.exec(name) ?? (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name) ? ['', '', name] : null);
  if (hidden) return { name: clean(hidden[1] ?? ''), address: cleanAddress(hidden[2] ?? '') };
  return { name: name || nameOf(entry, ['comment']), address: '' };
}

/** Reads an address header as people's programs write it, not only as RFC 5322 does. Takes Latin-1 bytes. */
export function parseAddresses(raw: string): MailAddress[] {
  return entriesOf(raw.slice(0, 1_000_000))
    .map((entry) => (entry.some(({ kind, text }) => kind === 'angle' && text.trim() !== '') ? withAngle(entry) : withoutAngle(entry)))
    .filter(({ name, address }) => name !== '' || address !== '');
}
