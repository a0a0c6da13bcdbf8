import type { Recording } from '../../../shared/models/queues';
import { t } from '../../core/i18n';
import { ZONES } from './choices';
import { type FieldSpec, field } from './field-spec';

/** What a queue needs to exist. */
export function basicQueueSpecs(teams: readonly { value: string; label: string }[]): FieldSpec[] {
  return [
    field('queue', 'name', { kind: 'text' }),
    field('queue', 'teamId', { kind: 'select', options: teams, help: t('settings.queueTeamHelp') }),
    field('queue', 'language', {
      kind: 'select',
      options: [
        { value: 'de', label: 'Deutsch' },
        { value: 'en', label: 'English' },
      ],
      help: t('settings.queueLanguageHelp'),
    }),
  ];
}
const seconds = (min: number, max: number, help?: string): Omit<FieldSpec, 'key' | 'label'> => ({ kind: 'number', min, max, help });
const modes = ['optional', 'discretionary', 'boxed', 'boxed-no-exit'] as const;

function routingSpecs(): FieldSpec[] {
  return [
    field('queue', 'strategy', {
      kind: 'select',
      options: (['longest-idle', 'fewest-calls'] as const).map((value) => ({ value, label: t(`settings.strategy.${value}`) })),
    }),
    field('queue', 'priority', seconds(0, 9, t('settings.priorityHelp'))),
    field('queue', 'levelSeconds', seconds(0, 600, t('settings.levelSecondsHelp'))),
    field('queue', 'offerSeconds', seconds(5, 120)),
    field('queue', 'avoidAgentSeconds', seconds(0, 600, t('settings.avoidHelp'))),
    field('queue', 'maxWaiting', { ...seconds(0, 1000), none: t('settings.noLimit') }),
    field('queue', 'maxWaitSeconds', { ...seconds(10, 7200), none: t('settings.noLimit') }),
  ];
}
function deskSpecs(): FieldSpec[] {
  return [
    field('queue', 'wrapUpMode', { kind: 'select', options: modes.map((value) => ({ value, label: t(`settings.wrapUp.${value}`) })) }),
    field('queue', 'wrapUpSeconds', seconds(0, 3600)),
    field('queue', 'afterWrapUp', {
      kind: 'select',
      options: [
        { value: 'ready', label: t('state.ready') },
        { value: 'pause', label: t('state.paused') },
      ],
    }),
    field('queue', 'serviceLevelPercent', seconds(1, 100, t('settings.serviceLevelHelp'))),
    field('queue', 'serviceLevelSeconds', seconds(1, 3600)),
    field('queue', 'autoJoinOnlyTicket', { kind: 'switch', help: t('settings.autoJoinHelp') }),
    field('queue', 'readOutNumber', { kind: 'switch', help: t('settings.readOutHelp') }),
  ];
}
/** Everything else a queue can be told, besides hours, announcements, paths and members. */
export function moreQueueSpecs(recordings: readonly Recording[]): FieldSpec[] {
  return [
    field('queue', 'isActive', { kind: 'switch', help: t('settings.queueOffHelp') }),
    ...routingSpecs(),
    ...deskSpecs(),
    field('queue', 'waitingEverySeconds', seconds(15, 600)),
    field('queue', 'musicId', {
      kind: 'select',
      options: recordings.map((one) => ({ value: one.id, label: one.name })),
      none: t('settings.ownMusic'),
    }),
    field('queue', 'timeZone', {
      kind: 'select',
      options: ZONES.map((zone) => ({ value: zone, label: zone.replace(/_/g, ' ') })),
      none: t('settings.installationZone'),
    }),
  ];
}
