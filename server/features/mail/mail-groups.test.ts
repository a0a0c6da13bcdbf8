import { describe, expect, it } from 'vitest';
import { Groups } from './mail-groups.js';

const together = { keys: [], isAlone: false };
const keyed = (...keys: string[]) => ({ keys, isAlone: false });

/** Groups whose work is held until it is let go, and what they were given. */
function held(failing: (items: readonly string[]) => Error | null = () => null) {
  const given: string[][] = [];
  const going: (() => void)[] = [];
  const groups = new Groups<string, string>({
    mayRetry: (error) => (error as Error).message !== 'away',
    run: async (items) => {
      given.push([...items]);
      await new Promise<void>((resolve) => going.push(resolve));
      const error = failing(items);
      if (error) throw error;
      return items.map((item) => `${item} done`);
    },
  });
  /** Lets what is under way end, again and again, until nothing is. */
  const letGo = async () => {
    for (let next = going.shift(); next; next = going.shift()) {
      next();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { groups, given, letGo };
}

describe('mail groups', () => {
  it('does the first at once and together what came meanwhile, answering each with its own', async () => {
    const { groups, given, letGo } = held();
    const answers = ['a', 'b', 'c'].map((item) => groups.add(item, together));
    await letGo();
    expect(given).toEqual([['a'], ['b', 'c']]);
    expect(await Promise.all(answers)).toEqual(['a done', 'b done', 'c done']);
  });

  it('takes sixteen at most', async () => {
    const { groups, given, letGo } = held();
    for (let at = 0; at < 34; at++) void groups.add(`${at}`, together);
    await letGo();
    expect(given.map(({ length }) => length)).toEqual([1, 16, 16, 1]);
  });

  it('keeps apart, and in their order, what shares a key, also by way of another', async () => {
    const { groups, given, letGo } = held();
    void groups.add('first', together);
    void groups.add('mail', keyed('a'));
    void groups.add('reply', keyed('a', 'b'));
    void groups.add('reply to the reply', keyed('b'));
    void groups.add('other', keyed('c'));
    await letGo();
    expect(given).toEqual([['first'], ['mail', 'other'], ['reply'], ['reply to the reply']]);
  });

  it('does alone what wants to be alone', async () => {
    const { groups, given, letGo } = held();
    for (const item of ['a', 'b', 'bounce', 'c']) void groups.add(item, { keys: [], isAlone: item === 'bounce' });
    await letGo();
    expect(given).toEqual([['a'], ['b', 'c'], ['bounce']]);
  });

  it('does each of a failed group by itself, and refuses only the one that fails there too', async () => {
    const { groups, given, letGo } = held((items) => (items.includes('poison') ? new Error('no') : null));
    const answers = ['a', 'b', 'poison', 'c'].map((item) => groups.add(item, together));
    const ends = Promise.allSettled(answers);
    await letGo();
    expect(given).toEqual([['a'], ['b', 'poison', 'c'], ['b'], ['poison'], ['c']]);
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses all at once when doing them one by one cannot help', async () => {
    const { groups, given, letGo } = held((items) => (items.length > 1 ? new Error('away') : null));
    const ends = Promise.allSettled(['a', 'b', 'c'].map((item) => groups.add(item, together)));
    await letGo();
    expect(given).toEqual([['a'], ['b', 'c']]);
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
