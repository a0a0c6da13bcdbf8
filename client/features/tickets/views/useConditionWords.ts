import { TicketChannel, TicketKind } from '../../../../shared/models/tickets';
import { t } from '../../../core/i18n';
import { useAccounts } from '../../accounts/accounts.store';
import { useReasons } from '../../calls/reasons.store';
import { PRIORITIES, priorityWord, STATUSES } from '../ticket-words';
import { useHouse } from '../useHouse';
import type { ConditionField } from './condition-draft';

interface Choice {
  value: string;
  label: string;
}

/** What a condition may be about, in words: the choices of a field, and the word for a value. Reactive where read. */
export function useConditionWords() {
  const accounts = useAccounts();
  const reasons = useReasons();
  const house = useHouse();
  const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const none = (label: string): Choice => ({ value: 'none', label });
  /** Null: the field takes what is typed. */
  function choicesOf(field: ConditionField): Choice[] | null {
    switch (field) {
      case 'status':
        return STATUSES.map((value) => ({ value, label: t(`ticketStatus.${value}`) }));
      case 'priority':
        return PRIORITIES.map((value) => ({ value: String(value), label: priorityWord(value) }));
      case 'kind':
        return TicketKind.options.map((value) => ({ value, label: t(`tickets.kind.${value}`) }));
      case 'channel':
        return TicketChannel.options.map((value) => ({ value, label: t(`tickets.ownViews.channels.${value}`) }));
      case 'team':
        return [{ value: 'mine', label: t('tickets.ownViews.mine') }, none(t('tickets.noTeam')), ...named(accounts.allTeams)];
      case 'owner':
        return [
          { value: 'me', label: t('tickets.me') },
          none(t('tickets.nobody')),
          { value: 'my-teams', label: t('tickets.ownViews.myTeams') },
          ...named(accounts.active),
        ];
      case 'reason':
        return [none(t('tickets.noReason')), ...reasons.options];
      default:
        return null;
    }
  }
  function wordOf(field: ConditionField, value: string | number): string {
    const text = String(value);
    const choice = choicesOf(field)
      ?.find((one) => one.value === text)
      ?.label.trim();
    if (choice) return choice;
    if (field === 'person' || field === 'company')
      return house.partyName(text) || (text === 'none' ? t('tickets.nobody') : t('tickets.ownViews.lost'));
    if (field === 'team' || field === 'owner' || field === 'reason')
      return house.teamName(text) || house.accountName(text) || house.reasonName(text) || t('tickets.ownViews.lost');
    return text;
  }
  return { choicesOf, wordOf };
}
