import { computed } from 'vue';
import { t } from '../../core/i18n';
import { useSession } from '../../core/session.store';
import { useAccounts } from '../accounts/accounts.store';
import { type Kept, whoseOf } from './whose';

/** For whom I may keep texts and macros: myself; everybody, as a supervisor; the teams I lead; as an administrator, any. */
export function useWhose() {
  const session = useSession();
  const accounts = useAccounts();
  const wordFor = (whose: string) => (whose === 'me' || whose === 'all' ? t(`settings.whose.${whose}`) : accounts.teamNameOf(whose));
  const choices = computed(() => {
    const led = accounts.allTeams.filter((team) => session.has('admin') || session.account?.supervisedTeamIds.includes(team.id));
    const shared = session.has('admin') || session.has('supervisor') ? ['all', ...led.map((team) => team.id)] : [];
    return ['me', ...shared].map((value) => ({ value, label: wordFor(value) }));
  });
  const mayEdit = (one: Kept) => choices.value.some(({ value }) => value === whoseOf(one));
  return {
    mayEdit,
    wordOf: (one: Kept) => wordFor(whoseOf(one)),
    /** What may be chosen; of a thing that is not mine to edit, only what it is. */
    options: (one: Kept | null | undefined) =>
      one && !mayEdit(one) ? [{ value: whoseOf(one), label: wordFor(whoseOf(one)) }] : choices.value,
  };
}
