import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { listAccounts, listTeams } from '../../../shared/contract/auth';
import type { Account, Team } from '../../../shared/models/auth';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { onEvent, onResync, resync } from '../../core/sync';

/** Colleagues and teams: names for ids everywhere, and what the settings edit. */
export const useAccounts = defineStore('accounts', () => {
  const accounts = new ModelMap<Account>(shallowReactive(new Map()));
  const teams = new ModelMap<Team>(shallowReactive(new Map()));
  let loading: Promise<void> | null = null;
  onEvent('account.changed', (payload) => accounts.apply(payload));
  onEvent('team.changed', (payload) => {
    const before = teams.get(payload.id);
    teams.apply(payload);
    // Who sees what of a team changes with its flag: everything open is asked for again, and what may no longer be seen goes.
    if (before && before.isConfidential !== teams.get(payload.id)?.isConfidential) void resync();
  });

  async function fetchAll(): Promise<void> {
    const [people, groups] = await Promise.all([api(listAccounts, {}), api(listTeams, {})]);
    accounts.upsertAll(people.items);
    teams.upsertAll(groups.items);
  }
  onResync(fetchAll);
  /** Fetches once; later calls wait for the same fetch. */
  function load(): Promise<void> {
    loading ??= fetchAll().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }
  const byName = new Intl.Collator('de-u-co-phonebk').compare;
  return {
    accounts,
    teams,
    load,
    fetchAll,
    /** Name of an account, or an empty text while it is not known. */
    nameOf: (id: string | null | undefined) => accounts.get(id)?.name ?? '',
    teamNameOf: (id: string | null | undefined) => teams.get(id)?.name ?? '',
    active: computed(() => [...accounts.items.values()].filter((one) => one.isActive).sort((a, b) => byName(a.name, b.name))),
    allTeams: computed(() => [...teams.items.values()].sort((a, b) => byName(a.name, b.name))),
  };
});
