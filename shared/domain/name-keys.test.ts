import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, isWithinOneEdit, nameWords } from './name-fold.js';
import { nameScore, probeKeys, searchKeys } from './name-keys.js';

/** What the key table would answer. */
function finds(query: string, text: string): boolean {
  const keys = searchKeys(text);
  const isHit = probeKeys(query).some((probe) =>
    keys.some(
      (row) => row.kind === probe.kind && probe.keys.some((key) => (probe.match === 'exact' ? row.key === key : row.key.startsWith(key))),
    ),
  );
  return isHit && nameScore(query, text) > 0;
}

const letter = fc.constantFrom(...'abcdefghiklmnoprstuwzäöüß');
const word = fc.array(letter, { minLength: 5, maxLength: 14 }).map((letters) => letters.join(''));

describe('foldName', () => {
  it('makes one word of all German spellings', () => {
    expect(['Müller', 'Mueller', 'MULLER', 'Mu\u0308ller'].map(foldName)).toEqual(Array(4).fill('muller'));
    expect(['Weiß', 'WEISS', 'weiß'].map(foldName)).toEqual(Array(3).fill('weiss'));
    expect(['Özdemir', 'Oezdemir', 'Søren', 'Łukasz', 'José', 'ﬁnn'].map(foldName)).toEqual([
      'ozdemir',
      'ozdemir',
      'soren',
      'lukasz',
      'jose',
      'finn',
    ]);
  });

  it('folds a prefix to a prefix, so that every letter typed still matches', () => {
    fc.assert(
      fc.property(word, fc.nat(14), (text, length) => {
        expect(foldName(text).startsWith(foldName(text.slice(0, length)))).toBe(true);
      }),
    );
  });
});

describe('nameWords', () => {
  it('joins at apostrophes and parts at everything else', () => {
    expect(nameWords("  O'Brien, Müller-Lüdenscheidt & Co. KG 24 ")).toEqual(['obrien', 'muller', 'ludenscheidt', 'co', 'kg', '24']);
  });

  it('keeps other scripts', () => {
    expect(nameWords('Иван Петров')).toEqual(['иван', 'петров']);
  });
});

describe('isWithinOneEdit', () => {
  it('sees one letter less, more, other, and neighbours swapped', () => {
    for (const typo of ['muler', 'mulller', 'mukler', 'mulelr', 'muller', 'mullr', 'ulmler']) {
      expect(isWithinOneEdit('muller', typo)).toBe(typo !== 'ulmler');
    }
  });
});

describe('searchKeys and probeKeys', () => {
  it.each([
    ['müll', 'Petra Müller'],
    ['mue', 'Petra Müller'],
    ['muller petra', 'Petra Mueller'],
    ['pe mü', 'Petra Müller'],
    ['petra mülelr', 'Petra Müller'],
    ['ptera müller', 'Petra Müller'],
    ['Schmitt', 'Anna Schmidt'],
    ['meier', 'Sabine Mayr'],
    ['lüdensch', 'Karl Müller-Lüdenscheidt'],
    ['kurz bau', 'Kurz Bau GmbH'],
    ['obrien', "Pat O'Brien"],
    ['schuhmacher', 'Schumacher'],
    ['x', 'Xaver Öz'],
  ])('%s finds %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it('does not find others', () => {
    expect(finds('petra kurz', 'Petra Müller')).toBe(false);
    expect(finds('bau', 'Neubau')).toBe(false);
    expect(probeKeys(' -- ')).toEqual([]);
  });

  it('finds every name by any beginning of any of its words', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 14 }), (first, last, length) => {
        expect(finds(last.slice(0, length), `${first} ${last}`)).toBe(true);
        expect(finds(`${first.slice(0, length)} ${last.slice(0, length)}`, `${first} ${last}`)).toBe(true);
      }),
    );
  });

  it('finds every name with one typing error in a word', () => {
    fc.assert(
      fc.property(word, word, fc.nat(13), letter, fc.constantFrom('drop', 'add', 'change', 'swap'), (first, last, at, other, how) => {
        const index = at % last.length;
        const [before, here, after] = [last.slice(0, index), last.slice(index, index + 1), last.slice(index + 1)];
        const typo = {
          drop: before + after,
          add: before + here + other + after,
          change: before + other + after,
          swap: before + after.slice(0, 1) + here + after.slice(1),
        }[how];
        // Folding joins letters (ae, ss), so an error may become two; those are not promised.
        fc.pre(isWithinOneEdit(foldName(typo), foldName(last)) && foldName(typo).length > 3 && foldName(last).length > 3);
        expect(finds(typo, `${first} ${last}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the number of rows small', () => {
    expect(searchKeys('Petra Müller').length).toBeLessThan(30);
  });
});

describe('nameScore', () => {
  it('puts the written-out name before the begun, the mistyped and the alike-sounding one', () => {
    const scores = ['Kurt Maier', 'Kurt Maiermann', 'Kurt Maiers', 'Kurt Meyer'].map((name) => nameScore('maier', name));
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
    expect(nameScore('maier', 'Kurt Maeer')).toBeLessThan(scores[1] ?? 0);
    expect(scores[3]).toBeGreaterThan(0);
  });
});
