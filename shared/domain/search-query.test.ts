import { describe, expect, it } from 'vitest';
import { parseSearchDate } from './search-date.js';
import { parseSearch } from './search-query.js';
import { foldWord, isCommonWord, saidWords, umlautFolded } from './search-words.js';

const term = (words: string[], more: object = {}) => ({ words, isNot: false, field: null, isBegun: false, ...more });

describe('parseSearch', () => {
  it('reads words, phrases, minus words and operators in both languages', () => {
    expect(parseSearch('Rechnung "zu hoch" -Mahnung von:"Petra Kurz" status:offen -tag:vip ')).toEqual({
      terms: [term(['rechnung']), term(['zu', 'hoch']), term(['mahnung'], { isNot: true }), term(['petra', 'kurz'], { field: 'from' })],
      filters: [
        { key: 'status', value: 'offen', isNot: false },
        { key: 'tag', value: 'vip', isNot: true },
      ],
      unknown: [],
    });
  });
  it('takes the last word for one still being typed, unless a space or a quote ended it', () => {
    expect(parseSearch('rech').terms).toEqual([term(['rech'], { isBegun: true })]);
    expect(parseSearch('rech ').terms).toEqual([term(['rech'])]);
    expect(parseSearch('"rech"').terms).toEqual([term(['rech'])]);
  });
  it('tells an operator that does not exist and searches for its words', () => {
    expect(parseSearch('kunde:Kurz Rechnung ')).toEqual({ terms: [term(['kurz']), term(['rechnung'])], filters: [], unknown: ['kunde:'] });
  });
  it('takes apart what is written together, and leaves addresses of the web alone', () => {
    expect(parseSearch('rechnung_4711.pdf https://a.example ').terms).toEqual([
      term(['rechnung', '4711', 'pdf']),
      term(['https', 'a', 'example']),
    ]);
  });
  it('waits for the value of an operator', () => {
    expect(parseSearch('rechnung status:')).toEqual({ terms: [term(['rechnung'])], filters: [], unknown: [] });
    expect(parseSearch('von: Kurz ').terms).toEqual([term(['kurz'])]);
  });
  it('survives anything', () => {
    for (const text of ['"', '-', ':', '""', '-"', 'from:', 'status:', '\\', "'|&!()<->:*", '-:', 'a:b:c', '(((((', '\u0000'])
      expect(() => parseSearch(text)).not.toThrow();
    expect(parseSearch('x '.repeat(10_000)).terms).toHaveLength(16);
  });
});

describe('search words', () => {
  it('fold umlauts, accents and ß to one spelling', () => {
    for (const spelling of ['Müller', 'MUELLER', 'muller']) expect(umlautFolded(foldWord(spelling))).toBe('muller');
    expect(['Straße', 'Café', '½', '㈱'].map(foldWord)).toEqual(['strasse', 'cafe', '12', '株']);
    expect(['neue', 'bauer', 'quer', 'steuer'].map(umlautFolded)).toEqual(['neue', 'bauer', 'quer', 'steuer']);
  });
  it('know where they stand', () => {
    expect(saidWords('Die Straße 5!')).toEqual([
      { word: 'die', start: 0, end: 3 },
      { word: 'strasse', start: 4, end: 10 },
      { word: '5', start: 11, end: 12 },
    ]);
    expect(isCommonWord('die')).toBe(true);
    expect(isCommonWord('nicht')).toBe(false);
  });
});

describe('parseSearchDate', () => {
  const scene = { now: Date.parse('2026-11-23T08:00:00Z'), zone: 'Europe/Berlin' };
  const at = (text: string) => {
    const found = parseSearchDate(text, scene);
    return found === null ? null : new Date(found).toISOString();
  };
  it.each([
    ['2026-11-01', '2026-10-31T23:00:00.000Z'],
    ['2026-07', '2026-06-30T22:00:00.000Z'],
    ['1.11.2026', '2026-10-31T23:00:00.000Z'],
    ['1.11.26', '2026-10-31T23:00:00.000Z'],
    ['24.11.', '2025-11-23T23:00:00.000Z'],
    ['heute', '2026-11-22T23:00:00.000Z'],
    ['yesterday', '2026-11-21T23:00:00.000Z'],
    ['2w', '2026-11-08T23:00:00.000Z'],
  ])('%s', (text, expected) => expect(at(text)).toBe(expected));
  it.each(['31.2.2026', 'morgen', '', '2026-13', '99999d'])('%s is none', (text) => expect(at(text)).toBeNull());
});
