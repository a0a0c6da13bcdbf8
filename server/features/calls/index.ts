import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The calls feature. */
export function callsFeature(_deps: Deps): Feature {
  return { name: 'calls', personalData: [] };
}
