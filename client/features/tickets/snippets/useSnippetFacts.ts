import { computed, type Ref } from 'vue';
import { fillSnippet, greeting, type SnippetFacts } from '../../../../shared/domain/snippet-text';
import type { Snippet } from '../../../../shared/models/snippets';
import type { Ticket } from '../../../../shared/models/tickets';
import { letterDate } from '../../../core/format';
import { currentLocale } from '../../../core/i18n';
import { useSession } from '../../../core/session.store';
import { usePeople } from '../../people/people.store';
import { useHouse } from '../useHouse';

const DAY_MS = 86_400_000;

/** Fills snippets for a ticket: in the language of its customer where that is known, else in mine. */
export function useSnippetFacts(ticket: Readonly<Ref<Ticket>>) {
  const people = usePeople();
  const house = useHouse();
  const session = useSession();
  const person = computed(() => people.get(ticket.value.personId) ?? null);
  const language = computed<'de' | 'en'>(() => person.value?.language ?? (currentLocale.value === 'de' ? 'de' : 'en'));
  function facts(written: 'de' | 'en'): SnippetFacts {
    const day = (inDays: number) => letterDate(Date.now() + inDays * DAY_MS, written);
    const { number, subject, teamId, companyId } = ticket.value;
    const me = session.account?.name ?? '';
    const { givenName = '', familyName = '' } = person.value ?? {};
    return {
      salutation: greeting(person.value, written),
      'customer.name': [givenName, familyName].filter((part) => part !== '').join(' '),
      ...{ 'customer.firstName': givenName, 'customer.lastName': familyName, 'company.name': house.partyName(companyId) },
      ...{ 'ticket.number': number, 'ticket.subject': subject, 'team.name': house.teamName(teamId) },
      ...{ 'agent.name': me, 'agent.firstName': me.split(' ')[0] ?? '', today: day(0), tomorrow: day(1) },
    };
  }
  /** The text of a snippet for this ticket, its variables filled in; in its other language where it has but one. */
  return (snippet: Snippet): string => {
    const isGerman = snippet.textEn === '' || (language.value === 'de' && snippet.textDe !== '');
    return fillSnippet(isGerman ? snippet.textDe : snippet.textEn, facts(isGerman ? 'de' : 'en'));
  };
}
