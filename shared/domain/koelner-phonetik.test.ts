import { describe, expect, it } from 'vitest';
import { koelnerPhonetik } from './koelner-phonetik.js';

describe('koelnerPhonetik', () => {
  it.each([
    ['MüllerLüdenscheidt', '65752682'],
    ['Wikipedia', '3412'],
    ['Breschnew', '17863'],
    ['Meier', '67'],
    ['Mayr', '67'],
    ['Schmidt', '862'],
    ['Schmitt', '862'],
    ['Philipp', '351'],
    ['Xaver', '4837'],
    ['Axel', '0485'],
    ['Ceylan', '856'],
    ['Claudia', '452'],
    ['Christoph', '47823'],
    ['Hacks', '048'],
    ['Tschaikowski', '84384'],
    ['Ötker', '0247'],
    ['Weiß', '38'],
    ['', ''],
    ['Петров', ''],
  ])('%s → %s', (word, code) => {
    expect(koelnerPhonetik(word)).toBe(code);
  });
});
