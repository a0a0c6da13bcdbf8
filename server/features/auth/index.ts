import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The auth feature. */
export function authFeature(_deps: Deps): Feature {
  return { name: 'auth', personalData: [] };
}
