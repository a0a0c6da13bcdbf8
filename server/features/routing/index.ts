import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The routing feature. */
export function routingFeature(_deps: Deps): Feature {
  return { name: 'routing', personalData: [] };
}
