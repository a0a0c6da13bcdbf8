import type { MailboxFetching, MailboxFetchState } from '../../../../shared/models/fetching';
import { moment, timeOfDay } from '../../../core/format';
import { t, tn } from '../../../core/i18n';

/** How reading a mailbox goes, in a sentence or two. */
export function readingWords(fetching: MailboxFetching | undefined, state: MailboxFetchState | undefined, now: number): string {
  if (!fetching) return t('settings.mail.notRead');
  if (!fetching.isOn) return t('settings.mail.readingOff');
  if (!state) return t('settings.mail.notYetRead');
  const parts: string[] = [];
  if (state.fault !== null) {
    parts.push(t(`settings.mail.fault.${state.fault}`));
    if (state.faultSince !== null) parts.push(t('settings.mail.troubleSince', { at: moment(state.faultSince, now) }));
    if (state.nextTryAt !== null) parts.push(t('settings.mail.nextTry', { at: timeOfDay(state.nextTryAt) }));
  }
  if (state.lastReadAt !== null) parts.push(t('settings.mail.lastRead', { at: moment(state.lastReadAt, now) }));
  if (state.behind > 0) parts.push(tn('settings.mail.behind', state.behind));
  return parts.join(' ');
}
