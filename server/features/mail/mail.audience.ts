import type { mailEvents } from '../../../shared/events/mail.js';
import { room } from '../../../shared/rooms.js';
import type { Audiences } from '../../core/feature.js';

/** Our addresses are everybody's to know; what could not be read is for administrators. */
export const mailAudience: Audiences<keyof typeof mailEvents> = {
  'mailbox.changed': () => [room.role('agent')],
  'mailbox-sending.changed': () => [room.role('admin')],
  'poison-mail.changed': () => [room.role('admin')],
};
