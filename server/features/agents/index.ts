import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The agents feature. */
export function agentsFeature(_deps: Deps): Feature {
  return { name: 'agents', personalData: [] };
}
