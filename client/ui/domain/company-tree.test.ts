import { describe, expect, it } from 'vitest';
import { flattenTree, type TreeNode } from './company-tree';

const node = (id: string, parentId: string | null, count: number): TreeNode => ({
  id,
  parentId,
  kind: 'company',
  name: id,
  count,
  note: '',
});
const nodes = [node('holding', null, 1), node('bau', 'holding', 2), node('berlin', 'bau', 4), node('geruest', 'holding', 8)];
const ids = (closed: string[], rollUp = false) => flattenTree(nodes, new Set(closed), rollUp).map((row) => row.id);

describe('flattenTree', () => {
  it('lists daughters below their parent with their depth', () => {
    expect(flattenTree(nodes, new Set(), false).map((row) => [row.id, row.level, row.isOpen])).toEqual([
      ['holding', 0, true],
      ['bau', 1, true],
      ['berlin', 2, null],
      ['geruest', 1, null],
    ]);
  });

  it('leaves out what lies in a closed branch', () => {
    expect(ids(['bau'])).toEqual(['holding', 'bau', 'geruest']);
    expect(ids(['holding'])).toEqual(['holding']);
  });

  it('adds up all daughters when asked, closed or not', () => {
    expect(flattenTree(nodes, new Set(['bau']), true).map((row) => row.count)).toEqual([15, 6, 8]);
  });

  it('shows a node whose parent is not there as a root', () => {
    expect(flattenTree([node('lost', 'elsewhere', 1)], new Set(), false)[0]?.level).toBe(0);
  });

  it('survives a cycle in bad data', () => {
    const cycle = [node('root', null, 1), node('a', 'root', 1), node('b', 'a', 1), { ...node('a', 'b', 1), id: 'a' }];
    expect(flattenTree(cycle, new Set(), true).length).toBeGreaterThan(0);
  });
});
