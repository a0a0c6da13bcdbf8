import { t } from '../../core/i18n';

/** Audited fields with a label in the forms; others are shown by their own name. */
const LABELLED = [
  'givenName',
  'familyName',
  'title',
  'salutation',
  'nameHint',
  'formOfAddress',
  'kind',
  'language',
  'customerNumber',
  'warning',
  'notes',
  'phones',
  'mails',
  'preferredChannel',
  'timeZone',
  'name',
  'tier',
  'relation',
  'website',
] as const;

/** One changed field in words: `Nachname: Kurz → Lang`. */
export function changeText(change: { field: string; from: unknown; to: unknown }): string {
  const known = LABELLED.find((field) => field === change.field);
  return `${known ? t(`people.form.${known}`) : change.field}: ${valueText(change.from)} → ${valueText(change.to)}`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('diff.empty');
  if (Array.isArray(value)) return value.length === 0 ? t('diff.empty') : value.map(valueText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
