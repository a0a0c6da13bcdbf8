import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The telephony feature. */
export function telephonyFeature(_deps: Deps): Feature {
  return { name: 'telephony', personalData: [] };
}
