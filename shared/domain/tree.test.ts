import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TREE_DEPTH, pathToRoot, wouldBeTooDeep, wouldMakeCycle } from './tree.js';

const parents: Record<string, string | null> = {
  holding: null,
  bau: 'holding',
  berlin: 'bau',
  nord: 'bau',
  loopA: 'loopB',
  loopB: 'loopA',
};
const parentOf = (id: string) => parents[id] ?? null;

describe('tree', () => {
  it('gives the path to the root', () => {
    expect(pathToRoot('berlin', parentOf)).toEqual(['berlin', 'bau', 'holding']);
  });

  it('refuses a node below itself, and nothing else', () => {
    expect(wouldMakeCycle('bau', 'berlin', parentOf)).toBe(true);
    expect(wouldMakeCycle('bau', 'bau', parentOf)).toBe(true);
    expect(wouldMakeCycle('berlin', 'nord', parentOf)).toBe(false);
    expect(wouldMakeCycle('berlin', null, parentOf)).toBe(false);
  });

  it('ends in data that is already broken', () => {
    expect(pathToRoot('loopA', parentOf)).toEqual(['loopA', 'loopB']);
  });

  it('knows a tree that is too deep', () => {
    const chain = (id: string) => (Number(id) > 0 ? String(Number(id) - 1) : null);
    expect(wouldBeTooDeep('10', 2, chain)).toBe(false);
    expect(wouldBeTooDeep(String(MAX_TREE_DEPTH - 1), 0, chain)).toBe(true);
  });

  it('never lets a cycle come into being by any sequence of moves it allows', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.option(ids, { nil: null })), { maxLength: 60 }), (moves) => {
        const now = new Map<string, string | null>();
        const above = (id: string) => now.get(id) ?? null;
        for (const [id, parent] of moves) if (!wouldMakeCycle(id, parent, above)) now.set(id, parent);
        for (const id of now.keys()) expect(above(pathToRoot(id, above).at(-1) ?? id)).toBeNull();
      }),
    );
  });
});
