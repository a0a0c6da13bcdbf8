import type { fetchingEvents } from '../../../shared/events/fetching.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** Servers, logins and their troubles are for administrators. */
export const fetchingAudience: Audiences<keyof typeof fetchingEvents> = {
  'mailbox-fetching.changed': () => [room.role('admin')],
  'mailbox-fetching.state': () => [room.role('admin')],
};
