/**
 * Which feature may use which, through its `index.ts`. A feature may name only features above it, so the list cannot hold a cycle.
 * Anything else follows the other feature's event in `x.reactions.ts`.
 */
export const FEATURE_EDGES: readonly (readonly [feature: string, mayUse: readonly string[]])[] = [
  ['settings', []],
  ['auth', ['settings']],
  ['telephony', ['auth', 'settings']],
  ['people', ['auth', 'settings']],
  ['history', ['auth', 'settings', 'people']],
  ['tickets', ['auth', 'settings', 'people', 'history']],
  ['search', ['auth', 'settings', 'people', 'history', 'tickets']],
  ['mail', ['auth', 'settings', 'people', 'history', 'tickets']],
  ['fetching', ['auth', 'settings', 'mail']],
  ['outbox', ['auth', 'settings', 'people', 'history', 'tickets', 'mail', 'fetching']],
  ['sla', ['auth', 'settings', 'tickets']],
  ['tasks', ['auth', 'settings', 'people', 'history', 'tickets']],
  ['queues', ['auth', 'settings', 'telephony']],
  ['agents', ['auth', 'settings', 'queues']],
  ['calls', ['auth', 'settings', 'telephony', 'people', 'history', 'tickets', 'tasks', 'queues', 'agents']],
  ['routing', ['auth', 'settings', 'people', 'history', 'tickets', 'tasks', 'queues', 'agents', 'calls']],
  ['live', ['auth', 'settings', 'queues', 'agents', 'calls', 'routing']],
  ['demo', ['auth', 'settings', 'telephony', 'people', 'history', 'tickets', 'tasks', 'queues', 'agents', 'calls']],
];

/** The declared edges as a map. Throws when a feature names one that does not stand above it. */
export function featureEdges(): Map<string, readonly string[]> {
  const edges = new Map<string, readonly string[]>();
  for (const [feature, mayUse] of FEATURE_EDGES) {
    const unknown = mayUse.find((name) => !edges.has(name));
    if (unknown) throw new Error(`feature-edges.ts: "${feature}" may use only features above it, and "${unknown}" is not one.`);
    edges.set(feature, mayUse);
  }
  return edges;
}
