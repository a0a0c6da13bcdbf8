import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The people feature. */
export function peopleFeature(_deps: Deps): Feature {
  return { name: 'people', personalData: [] };
}
