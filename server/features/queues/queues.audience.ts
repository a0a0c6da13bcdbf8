import type { queueEvents } from '../../../shared/events/queues.js';
import { type Room, room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

const everybody: readonly Room[] = [room.role('agent'), room.role('supervisor'), room.role('admin')];

/** Who hears what of queues: their settings are no secret from anyone who works here. */
export const queuesAudience: Audiences<keyof typeof queueEvents> = {
  'queue.changed': () => everybody,
  'queue-member.changed': () => everybody,
  'queue-member.removed': () => everybody,
  'phone-line.changed': () => everybody,
  'phone-line.removed': () => everybody,
  'disposition.changed': () => everybody,
  'pause-reason.changed': () => everybody,
  'recording.changed': () => everybody,
};
