import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions.js';

const names = ['Anna Berg', 'Anna', 'Jörg Weiß', 'Anna Bergmann', 'Çelik'].map((name, at) => ({ id: `${at}`, name }));
const of = (text: string) => mentionsIn(text, names).map(({ name }) => name);

describe('mentionsIn', () => {
  it.each([
    ['@Anna Berg please look', ['Anna Berg']],
    ['@anna, and (@Jörg Weiß)!', ['Anna', 'Jörg Weiß']],
    ['@Anna Bergmann', ['Anna Bergmann']],
    ['@Anna Bergs', ['Anna']],
    ['@Annabel', []],
    ['mail an info@anna, x.@anna', []],
    ['@Anna @Anna\n@Çelik', ['Anna', 'Çelik']],
    ['Anna Berg', []],
    ['@', []],
  ])('%j names %j', (text, meant) => {
    expect(of(text)).toEqual(meant);
  });

  it('means both of two who share a name, and nobody without one', () => {
    const twins = ['Kai', 'Kai', ''].map((name, at) => ({ id: `${at}`, name }));
    expect(mentionsIn('@Kai @', twins).map(({ id }) => id)).toEqual(['0', '1']);
  });
});
