import type { EventType } from '../shared/events/index.js';
import type { Audiences } from './core/feature.js';
import { authAudience } from './features/auth/auth.audience.js';
import { settingsAudience } from './features/settings/index.js';

/** Who hears each event. A new event without an audience does not compile. */
export const audiences: Audiences<EventType> = {
  ...authAudience,
  ...settingsAudience,
};
