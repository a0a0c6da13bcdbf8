import type { Feature } from '../../core/feature.js';
import type { Deps } from '../../deps.js';

/** The tickets feature. */
export function ticketsFeature(_deps: Deps): Feature {
  return { name: 'tickets', personalData: [] };
}
