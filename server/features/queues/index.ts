import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The queues feature. */
export function queuesFeature(_deps: Deps): Feature {
  return { name: 'queues', personalData: [] };
}
