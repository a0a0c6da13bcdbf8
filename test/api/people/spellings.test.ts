import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { matchCaller } from '../../../server/features/people/index.js';
import { checkDial } from '../../../shared/contract/calls.js';
import { createPerson } from '../../../shared/contract/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  agent = await t.account();
});
afterAll(() => t.close());

const arabic = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
/** Twelve spellings of a German number; the installation is in Germany. */
const spellings = (area: string, rest: string): string[] => [
  `+49${area}${rest}`,
  `0${area}/${rest.slice(0, 3)} ${rest.slice(3)}`,
  `0049 (0)${area} ${rest}`,
  `+49-${area}-${rest}`,
  `(0${area}) ${rest.slice(0, 3)} ${rest.slice(3)}`,
  `0${area}.${rest.slice(0, 3)}.${rest.slice(3)}`,
  `tel:+49-${area}-${rest}`,
  `Tel. 0${area}\u2011${rest}`,
  `+49 [0] ${area} ${rest}`,
  arabic(`0${area} ${rest}`),
  `49 ${area} ${rest}`,
  `\u202a011 49 ${area} ${rest}\u202c (privat)`,
];
/** Numbers that are told apart by their last digits only. */
const numbers = ['30', '40', '711', '6221', '171'].flatMap((area) =>
  Array.from({ length: 20 }, (_one, n) => ({ area, rest: `${2_345_601 + n * 7}` })),
);

describe('a number', () => {
  it('is one and the same however it is typed, and never another’s', async () => {
    const shown = new Map<string, string>();
    for (const { area, rest } of numbers) {
      const answers = await Promise.all(spellings(area, rest).map((number) => t.api(checkDial, { number }, { as: agent })));
      const displays = new Set(answers.map((answer) => answer.display));
      expect([area, rest, [...displays]]).toEqual([area, rest, [`+49 ${area} ${rest}`]]);
      for (const display of displays) shown.set(display, rest);
    }
    expect(shown.size).toBe(numbers.length);
  });

  it('finds its person for sure when the carrier names it, however it was saved', async () => {
    for (let n = 0; n < 12; n++) {
      const rest = `45678${10 + n}`;
      const number = spellings('30', rest)[n] ?? '';
      const person = await t.api(createPerson, { familyName: `Nummer ${n}`, phones: [{ number }] }, { as: agent });
      const match = await t.transaction(systemActor('test'), (ctx) => matchCaller(ctx, { from: `+4930${rest}`, ownNumbers: [] }));
      expect([number, match]).toMatchObject([number, { match: 'sure', total: 1, candidates: [{ personId: person.id }] }]);
    }
    const stranger = await t.transaction(systemActor('test'), (ctx) => matchCaller(ctx, { from: '+49304567899', ownNumbers: [] }));
    expect(stranger).toMatchObject({ match: 'none', candidates: [] });
  });
});
