import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inChains } from './threads.js';

const mail = (messageId: string, ...references: string[]) => ({ messageId, inReplyTo: [], references });
const same = <T>(thing: T) => thing;

describe('inChains', () => {
  it('keeps mails that name each other in one chain, in their order, also by way of a third', () => {
    const [a, b, c, d] = [mail('a'), mail('b'), mail('c', 'a', 'b'), mail('d')];
    expect(inChains([a, b, c, d], same)).toEqual([[d], [a, b, c]].sort((x, y) => y.length - x.length));
  });

  it('lets those stand alone that say nothing', () => {
    expect(inChains([1, 2], () => null)).toEqual([[1], [2]]);
  });

  it('loses none, doubles none, and never parts two that share an id', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const mails = fc.array(
      fc.record({ messageId: fc.option(id), inReplyTo: fc.array(id, { maxLength: 1 }), references: fc.array(id, { maxLength: 2 }) }),
    );
    fc.assert(
      fc.property(mails, (all) => {
        const chains = inChains(all, same);
        expect(chains.flat()).toHaveLength(all.length);
        expect(new Set(chains.flat())).toEqual(new Set(all));
        const idsOf = (one: (typeof all)[number]) => [
          ...(one.messageId === null ? [] : [one.messageId]),
          ...one.inReplyTo,
          ...one.references,
        ];
        const owners = new Map<string, number>();
        for (const [at, chain] of chains.entries())
          for (const key of chain.flatMap(idsOf)) {
            expect(owners.get(key) ?? at).toBe(at);
            owners.set(key, at);
          }
        for (const chain of chains) expect([...chain].sort((x, y) => all.indexOf(x) - all.indexOf(y))).toEqual(chain);
      }),
    );
  });
});
