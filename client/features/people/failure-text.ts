import { ApiError, NetworkError } from '../../core/api';
import { t } from '../../core/i18n';

/** Codes with words of their own here. */
const KNOWN = ['NAME_MISSING', 'MANAGER_CYCLE', 'MANAGER_ELSEWHERE', 'STALE'] as const;

/** What a refusal means to the person at the screen. `numbers` are those that were typed, to name the one that is none. */
export function failureText(error: unknown, numbers: readonly string[] = []): string {
  if (error instanceof NetworkError) return t('link.offline', { time: '' });
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'INVALID_NUMBER') return t('people.error.INVALID_NUMBER', { number: numbers[Number(error.details['index'])] ?? '' });
  if (error.code === 'COMPANY_CYCLE') return t('people.error.COMPANY_CYCLE', { path: [error.details['path']].flat().join(' › ') });
  const known = KNOWN.find((code) => code === error.code);
  return known ? t(`people.error.${known}`) : t('error.unknown');
}
