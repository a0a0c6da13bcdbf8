/** A company, branch, department or person in the tree; `count` is its own, without daughters. */
export interface TreeNode {
  id: string;
  parentId: string | null;
  kind: 'company' | 'branch' | 'department' | 'person';
  name: string;
  count: number;
  note: string;
}

/** A node as a row: how deep, and whether its daughters are shown (null: it has none). */
export interface TreeRow extends TreeNode {
  level: number;
  isOpen: boolean | null;
}

/**
 * The visible rows of a tree in order, closed branches left out. With `rollUp` a count holds all daughters too. A parent that is not among the
 * nodes makes a root; a cycle in bad data is walked once.
 */
export function flattenTree(nodes: readonly TreeNode[], closed: ReadonlySet<string>, rollUp: boolean): TreeRow[] {
  const ids = new Set(nodes.map((node) => node.id));
  const children = new Map<string | null, TreeNode[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && ids.has(node.parentId) ? node.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const total = (node: TreeNode, path: ReadonlySet<string>): number =>
    path.has(node.id)
      ? 0
      : (children.get(node.id) ?? []).reduce((sum, child) => sum + total(child, new Set([...path, node.id])), node.count);
  const walk = (node: TreeNode, level: number): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    const daughters = children.get(node.id) ?? [];
    const isOpen = daughters.length === 0 ? null : !closed.has(node.id);
    rows.push({ ...node, level, isOpen, count: rollUp ? total(node, new Set()) : node.count });
    if (isOpen) for (const child of daughters) walk(child, level + 1);
  };
  for (const node of children.get(null) ?? []) walk(node, 0);
  return rows;
}
