import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { createPerson, editPerson, getPerson, recordConsent } from '../../../shared/contract/people';
import { settlePhoneHint } from '../../../shared/contract/people-mail';
import type { Person, PersonFacts, PersonLite } from '../../../shared/models/people';
import type { InputOf } from '../../../shared/operation';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { send, withPending } from '../../core/pending';
import { onEvent } from '../../core/sync';
import { useCompanies } from './companies.store';

/** What a person's page shows beside the record; fetched with it and again when the record changes. */
export interface PersonSurroundings {
  facts: PersonFacts;
  managers: readonly PersonLite[];
  subordinates: readonly PersonLite[];
}

/** People this tab has seen, kept current by events. */
export const usePeople = defineStore('people', () => {
  const people = new ModelMap<Person>(shallowReactive(new Map()));
  const surroundings = shallowReactive(new Map<string, PersonSurroundings>());
  const companies = useCompanies();
  onEvent('person.changed', (payload) => people.apply(payload));

  async function load(personId: string): Promise<void> {
    const page = await api(getPerson, { personId });
    people.upsert(page.person);
    companies.takeLite(page.companies);
    surroundings.set(personId, { facts: page.facts, managers: page.managers, subordinates: page.subordinates });
  }
  function take(person: Person): Person {
    people.upsert(person);
    return person;
  }
  return {
    people,
    surroundings,
    load,
    /** The person with this screen's own edits on their way laid over. */
    get: (id: string | null | undefined): Person | undefined => {
      const person = people.get(id);
      return person && withPending(person);
    },
    create: async (input: InputOf<typeof createPerson>) => take(await send(createPerson, input)),
    edit: async (input: InputOf<typeof editPerson>) => take(await send(editPerson, input)),
    /** Confirms or refuses a number of a signature. */
    settleHint: async (personId: string, hintId: string, isTheirs: boolean) =>
      take(await send(settlePhoneHint, { personId, hintId, isTheirs })),
    recordConsent: async (input: InputOf<typeof recordConsent>) => take(await send(recordConsent, input)),
  };
});
