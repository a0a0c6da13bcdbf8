import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The settings feature. */
export function settingsFeature(_deps: Deps): Feature {
  return { name: 'settings', personalData: [] };
}
