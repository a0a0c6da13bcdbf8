import type { telephonyEvents } from '../../../shared/events/telephony.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** Who hears what of the telephone network: administrators, as with its settings. */
export const telephonyAudience: Audiences<keyof typeof telephonyEvents> = {
  'telephony.changed': () => [room.role('admin')],
};
