/** A tree is deeper than this only by mistake; walks stop here, so that a cycle already in the data ends them too. */
export const MAX_TREE_DEPTH = 64;

/** Asks for the parent of a node; null at a root or an unknown node. */
export type ParentOf = (id: string) => string | null;

/** The node and all above it, root last. Stops at a cycle and at MAX_TREE_DEPTH. */
export function pathToRoot(id: string, parentOf: ParentOf): string[] {
  const path: string[] = [];
  for (let at: string | null = id; at !== null && !path.includes(at) && path.length < MAX_TREE_DEPTH; at = parentOf(at)) path.push(at);
  return path;
}

/** True when `id` below `newParentId` would make a circle: the new parent is the node itself or lies below it. A null parent never does. */
export function wouldMakeCycle(id: string, newParentId: string | null, parentOf: ParentOf): boolean {
  return newParentId !== null && pathToRoot(newParentId, parentOf).includes(id);
}

/** True when a node moved below `newParentId` would lie deeper than MAX_TREE_DEPTH; `height` is the number of levels below the node. */
export function wouldBeTooDeep(newParentId: string | null, height: number, parentOf: ParentOf): boolean {
  return newParentId !== null && pathToRoot(newParentId, parentOf).length + 1 + height > MAX_TREE_DEPTH;
}
