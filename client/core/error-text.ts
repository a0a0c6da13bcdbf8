import { ApiError, NetworkError } from './api';
import { t } from './i18n';

/** What a refused or lost request means to the person at the screen. Faults that are no answer of the server are thrown on: they are ours. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) return t(`errors.${error.code}`);
  if (error instanceof NetworkError) return t('error.unreachable');
  throw error;
}
