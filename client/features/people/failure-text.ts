import { ApiError } from '../../core/api';
import { errorText } from '../../core/error-text';
import { t } from '../../core/i18n';

/** What a refusal means to the person at the screen. `numbers` are those that were typed, to name the one that is none. */
export function failureText(error: unknown, numbers: readonly string[] = []): string {
  if (error instanceof ApiError && error.code === 'INVALID_NUMBER')
    return t('people.error.number', { number: numbers[Number(error.details['index'])] ?? '' });
  if (error instanceof ApiError && error.code === 'COMPANY_CYCLE')
    return t('people.error.cycle', { path: [error.details['path']].flat().join(' › ') });
  return errorText(error);
}
