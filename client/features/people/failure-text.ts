import { ApiError } from '../../core/api';
import { errorText } from '../../core/error-text';
import { t } from '../../core/i18n';

/** What a refusal means to the person at the screen. `number` is the one that was refused as none. */
export function failureText(error: unknown, number = ''): string {
  if (error instanceof ApiError && error.code === 'INVALID_NUMBER') return t('people.error.number', { number });
  if (error instanceof ApiError && error.code === 'COMPANY_CYCLE')
    return t('people.error.cycle', { path: [error.details['path']].flat().join(' › ') });
  return errorText(error);
}

/** The line of a form that the server could not read as a number; `sent` are the lines in the order they were sent. */
export function wrongNumber<L>(error: unknown, sent: readonly L[]): L | null {
  return error instanceof ApiError && error.code === 'INVALID_NUMBER' ? (sent[Number(error.details['index'])] ?? null) : null;
}
