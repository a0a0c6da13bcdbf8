import type { CallerCard } from '../../../shared/models/caller-card';
import { age, dayWord, initials, length, moment, secondsSince } from '../../core/format';
import { t } from '../../core/i18n';
import { outcomeText } from '../../core/outcome-text';
import type { IconName } from '../icons';
import type { TicketState } from '../state-glyphs';

type Contact = CallerCard['contacts'][number];
type Alert = CallerCard['alerts'][number];

const KIND_ICONS: Record<string, IconName> = {
  call: 'phone',
  mail: 'mail',
  letter: 'letter',
  meeting: 'meeting',
  visit: 'building',
  note: 'note',
  sms: 'whisper',
  form: 'file',
};
const TICKET_STATES: readonly string[] = ['new', 'open', 'waiting-customer', 'waiting-internal', 'planned', 'solved', 'closed'];

/** The icon of a contact; calls by direction. */
export function contactIcon(kind: string, direction: string | null): IconName {
  if (kind === 'call') return direction === 'outbound' ? 'callOut' : 'callIn';
  return KIND_ICONS[kind] ?? 'note';
}

/** A status from the wire as one of our glyphs; unknown ones look open. */
export function ticketState(status: string): TicketState {
  return TICKET_STATES.includes(status) ? (status as TicketState) : 'open';
}

/** Text and colour of a warning; what a person wrote stands as it is. */
export function alertWords(alert: Alert): { text: string; tone: 'danger' | 'plain' } {
  if (alert.kind === 'complaint') return { text: alert.text ?? t('alerts.complaint'), tone: 'danger' };
  if (alert.kind === 'warning') return { text: alert.text ?? t('alerts.warning'), tone: 'danger' };
  if (alert.kind === 'vip') return { text: alert.text ?? t('alerts.vip'), tone: 'plain' };
  if (alert.kind === 'no-calls') return { text: t('alerts.noCalls'), tone: 'plain' };
  return { text: alert.text ?? t('alerts.language'), tone: 'plain' };
}

/** The one line of a past contact: when, what, how long by whom; confidential ones say only that they were. */
export function contactWords(contact: Contact, now: number): { day: string; what: string; end: string } {
  const parts = [
    contact.durationSeconds === null ? '' : length(contact.durationSeconds),
    contact.agentName === null ? '' : initials(contact.agentName),
  ];
  const what = [contact.outcome === null ? '' : outcomeText(contact.outcome), contact.summary ?? '']
    .filter((part) => part !== '')
    .join(', ');
  return {
    day: dayWord(contact.at, now),
    what: what === '' ? t('card.confidential') : what,
    end: parts.filter((part) => part !== '').join(' '),
  };
}

/** The deadline of a promise, and whether it is past. */
export function promiseWords(dueAt: string | null, now: number): { title: string; left: string; isOverdue: boolean } {
  if (dueAt === null) return { title: t('card.promiseOpen'), left: '', isOverdue: false };
  const isOverdue = new Date(dueAt).getTime() < now;
  const size = length(Math.abs((new Date(dueAt).getTime() - now) / 1000));
  return {
    title: t('card.promise', { time: moment(dueAt, now) }),
    left: isOverdue ? t('time.overdue', { time: size }) : t('time.inTime', { time: size }),
    isOverdue,
  };
}

/** How long a ticket has rested, or nothing for a fresh one. */
export function restWords(updatedAt: string, now: number): string {
  return secondsSince(updatedAt, now) < 60 ? t('time.now') : age(updatedAt, now);
}
