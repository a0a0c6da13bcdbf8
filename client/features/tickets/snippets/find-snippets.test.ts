import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../../../shared/models/snippets';
import { callAt, findSnippets } from './find-snippets';

const snippet = (name: string, shortcut = ''): Snippet => ({
  ...{ id: name, version: 1, name, shortcut, audience: 'all', teamId: null, ownerId: null, textDe: 'x', textEn: '' },
});

describe('a call for a snippet', () => {
  it('begins a word, by a slash or two colons, and one for a colleague by @', () => {
    expect(callAt('Hallo (@Jö', 10)).toEqual({ from: 7, to: 10, word: 'jö', isMention: true });
    expect(callAt('info@jo', 7)).toBeNull();
    expect(callAt('Hallo /gr', 9)).toEqual({ from: 6, to: 9, word: 'gr', isMention: false });
    expect(callAt('::Grüße', 7)).toEqual({ from: 0, to: 7, word: 'grüße', isMention: false });
    expect(callAt('a\n/', 3)).toEqual({ from: 2, to: 3, word: '', isMention: false });
  });
  it('is none within a word, a path, an address, or with something behind it', () => {
    for (const text of ['und/oder', 'https://x.example', '/etc/hosts', 'std::vector', '/gr ']) expect(callAt(text, text.length)).toBeNull();
  });
});

describe('finding snippets', () => {
  const all = [snippet('Anfrage erhalten'), snippet('Gruß', 'mfg'), snippet('Mahnung zwei', 'm2'), snippet('Zweite Mahnung')];
  it('takes the shortcut first, then beginnings, then parts', () => {
    expect(findSnippets(all, 'm').map(({ name }) => name)).toEqual(['Gruß', 'Mahnung zwei', 'Zweite Mahnung']);
    expect(findSnippets(all, 'm2').map(({ name }) => name)).toEqual(['Mahnung zwei']);
    expect(findSnippets(all, 'halten').map(({ name }) => name)).toEqual(['Anfrage erhalten']);
    expect(findSnippets(all, 'xyz')).toEqual([]);
  });
});
