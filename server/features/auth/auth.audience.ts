import type { authEvents } from '../../../shared/events/auth.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** Accounts and teams are known to everyone signed in; a revoked session concerns that session. */
export const authAudience: Audiences<keyof typeof authEvents> = {
  'account.changed': () => [room.role('agent')],
  'team.changed': () => [room.role('agent')],
  'session.revoked': (_ctx, { id }) => [room.session(id)],
};
