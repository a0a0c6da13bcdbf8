import { useAccounts } from '../accounts/accounts.store';
import { useReasons } from '../calls/reasons.store';
import { useCompanies } from '../people/companies.store';
import { useHistory } from '../people/history.store';
import { usePeople } from '../people/people.store';
import type { House } from './ticket-words';
import { useTickets } from './tickets.store';

/** Names for the ids that tickets carry; reactive where read. Loads colleagues and reasons once. */
export function useHouse(): House {
  const accounts = useAccounts();
  const reasons = useReasons();
  const tickets = useTickets();
  const people = usePeople();
  const companies = useCompanies();
  void accounts.load();
  void reasons.load();
  return {
    accountName: accounts.nameOf,
    teamName: accounts.teamNameOf,
    reasonName: reasons.nameOf,
    mayEdit: useHistory().mayEdit,
    partyName: (id) => (id === null ? '' : people.people.get(id)?.name || companies.nameOf(id) || tickets.names.get(id) || ''),
  };
}
