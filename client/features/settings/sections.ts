import type { IconName } from '../../ui/icons';
import type { FieldGroup } from './field-spec';

/** The sections of the settings in their order, with the groups of settings that search finds in them. */
export const SECTIONS = [
  { id: 'me', icon: 'person', groups: ['me'] },
  { id: 'people', icon: 'people', groups: ['account', 'team'] },
  { id: 'telephony', icon: 'phone', groups: ['telephony'] },
  { id: 'numbers', icon: 'keypad', groups: ['line'] },
  { id: 'queues', icon: 'list', groups: ['queue'] },
  { id: 'mail', icon: 'mail', groups: ['mailbox', 'mail'] },
  { id: 'dispositions', icon: 'check', groups: ['disposition'] },
  { id: 'pauses', icon: 'clock', groups: ['pause'] },
  { id: 'reasons', icon: 'flag', groups: ['reason'] },
  { id: 'sla', icon: 'clock', groups: ['slaPolicy', 'slaCalendar'] },
  { id: 'snippets', icon: 'note', groups: ['snippet'] },
  { id: 'macros', icon: 'list', groups: ['macro'] },
  { id: 'tickets', icon: 'ticket', groups: ['tickets'] },
  { id: 'installation', icon: 'settings', groups: ['installation'] },
] as const satisfies readonly { id: string; icon: IconName; groups: readonly FieldGroup[] }[];
/** Sections that are everybody's; the others are for administrators. */
export const OPEN_SECTIONS: readonly string[] = ['me', 'snippets', 'macros'];
export type SectionId = (typeof SECTIONS)[number]['id'];
