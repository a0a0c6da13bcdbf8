import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { searchPeople } from '../../../shared/contract/people';
import { searchTickets } from '../../../shared/contract/search';
import { parseSearch } from '../../../shared/domain/search-query';
import type { SearchHit } from '../../../shared/models/people';
import type { OutputOf } from '../../../shared/operation';
import { api } from '../../core/api';
import { errorText } from '../../core/error-text';

const TYPING_MS = 120;
const FIRST = 20;
const MOST = 100;
const PEOPLE = 3;

/** What was found for a query. */
export interface Found extends OutputOf<typeof searchTickets> {
  query: string;
  people: SearchHit[];
}

/** Words of a query that may be a name: without operators and minus words. */
function nameIn(query: string): string {
  const { terms } = parseSearch(query);
  return terms.flatMap(({ words, isNot, field }) => (isNot || field !== null ? [] : words)).join(' ');
}

/** Searches while `query` is typed: a request that a newer one has overtaken is given up, and its answer never shown. */
export function useSearch(initial: string) {
  const query = ref(initial);
  const found = shallowRef<Found | null>(null);
  const failure = ref('');
  const isBusy = ref(false);
  let under: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(limit: number): Promise<void> {
    under?.abort();
    const mine = new AbortController();
    under = mine;
    const wanted = query.value.trim();
    failure.value = '';
    isBusy.value = wanted !== '';
    if (wanted === '') {
      found.value = null;
      return;
    }
    const name = nameIn(query.value);
    const { signal } = mine;
    try {
      const [tickets, people] = await Promise.all([
        // A space behind the last word says that it is whole.
        api(searchTickets, { q: query.value.trimStart(), limit }, { signal }),
        name === '' ? null : api(searchPeople, { q: name, limit: PEOPLE }, { signal }),
      ]);
      if (under === mine) found.value = { ...tickets, query: wanted, people: people?.items ?? [] };
    } catch (error) {
      if (under === mine) failure.value = errorText(error);
    } finally {
      if (under === mine) isBusy.value = false;
    }
  }
  watch(query, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(FIRST), TYPING_MS);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    under?.abort();
  });
  void ask(FIRST);
  return { query, found, failure, isBusy, more: () => ask(MOST), again: () => ask(FIRST) };
}
