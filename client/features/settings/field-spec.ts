import { t } from '../../core/i18n';
import type { MessageKey } from '../../core/i18n/schema';

/** What a setting can be. `custom` is drawn by the section itself. */
export type FieldKind = 'text' | 'number' | 'select' | 'switch' | 'area';
export type FieldValue = string | number | boolean | null;

/** One setting: a sentence, a value, how it is edited. */
export interface FieldSpec {
  key: string;
  kind: FieldKind;
  label: string;
  help?: string | undefined;
  options?: readonly { value: string; label: string }[];
  min?: number;
  max?: number;
  /** Lines of an `area` at least. */
  rows?: number;
  /** Word for "no value"; without it a value is needed. */
  none?: string;
  readonly?: boolean;
}

/** Names of the settings by group; search finds them, the sections draw them. */
export const FIELD_KEYS = {
  me: ['language', 'theme', 'density', 'contrast', 'singleKeys', 'ringVolume', 'password', 'tokens'],
  account: ['name', 'email', 'roles', 'teamIds', 'supervisedTeamIds', 'language', 'timeZone', 'isActive', 'password', 'tokens'],
  team: ['name', 'isConfidential'],
  telephony: ['connect', 'testCall', 'carrierNumbers', 'simulator'],
  line: ['label', 'queueId'],
  queue: [
    'name',
    'teamId',
    'language',
    'isActive',
    'hours',
    'timeZone',
    'closedOn',
    'greeting',
    'waiting',
    'waitingEverySeconds',
    'musicId',
    'closedPath',
    'fullPath',
    'maxWaiting',
    'maxWaitPath',
    'maxWaitSeconds',
    'nobodyPath',
    'strategy',
    'priority',
    'levelSeconds',
    'offerSeconds',
    'avoidAgentSeconds',
    'wrapUpMode',
    'wrapUpSeconds',
    'afterWrapUp',
    'serviceLevelSeconds',
    'serviceLevelPercent',
    'autoJoinOnlyTicket',
    'readOutNumber',
    'members',
  ],
  mailbox: ['address', 'name', 'teamId', 'language', 'isActive', 'reading', 'sending'],
  mail: ['mailStrangers', 'mailMayUseInternalHosts', 'setAside'],
  disposition: ['labelDe', 'labelEn', 'digit', 'effect', 'requires', 'isActive'],
  reason: ['name', 'parentId', 'kind', 'isActive'],
  pause: ['labelDe', 'labelEn', 'digit', 'limitMinutes', 'isActive'],
  slaPolicy: ['name', 'calendarId', 'firstResponse', 'nextResponse', 'resolution', 'warnPercent', 'conditions', 'isActive'],
  slaCalendar: ['name', 'timeZone', 'hours', 'region', 'days', 'importedDays'],
  snippet: ['name', 'shortcut', 'whose', 'textDe', 'textEn'],
  macro: [
    ...['name', 'whose', 'status', 'plannedDays', 'owner', 'team', 'priority', 'kind', 'reason'],
    ...['addTags', 'removeTags', 'follow', 'snippet', 'writeAs'],
  ],
  installation: ['companyName', 'language', 'timeZone', 'country', 'demo'],
  tickets: ['ticketPrefix', 'ticketWidth', 'taskSilentMinutes'],
} as const;
export type FieldGroup = keyof typeof FIELD_KEYS;

/** The sentence of a setting. */
export function fieldLabel(group: FieldGroup, key: string): string {
  return t(`settings.f.${group}.${key}` as MessageKey);
}

/** A setting of a group with its sentence; `rest` says how it is edited. */
export function field<G extends FieldGroup>(
  group: G,
  key: (typeof FIELD_KEYS)[G][number],
  rest: Omit<FieldSpec, 'key' | 'label'>,
): FieldSpec {
  return { key, label: fieldLabel(group, key), ...rest };
}
