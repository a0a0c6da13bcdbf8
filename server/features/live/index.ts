import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The live feature. */
export function liveFeature(_deps: Deps): Feature {
  return { name: 'live', personalData: [] };
}
