import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The tasks feature. */
export function tasksFeature(_deps: Deps): Feature {
  return { name: 'tasks', personalData: [] };
}
