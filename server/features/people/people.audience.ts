import type { peopleEvents } from '../../../shared/events/people.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** People and companies may be read by everyone signed in (architecture §6). The history has its own audience. */
export const peopleAudience: Audiences<Exclude<keyof typeof peopleEvents, 'interaction.changed'>> = {
  'person.changed': () => [room.role('agent')],
  'person-merge.changed': () => [room.role('agent')],
  'company.changed': () => [room.role('agent')],
};
