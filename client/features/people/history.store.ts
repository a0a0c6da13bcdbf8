import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import {
  companyDensity,
  companyHistory,
  editInteraction,
  getInteraction,
  logInteraction,
  personDensity,
  personHistory,
} from '../../../shared/contract/history';
import type { DensityWeek, Interaction } from '../../../shared/models/history';
import type { InputOf } from '../../../shared/operation';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { send } from '../../core/pending';
import { useSession } from '../../core/session.store';
import { onEvent } from '../../core/sync';

/** Whose history is looked at. */
export interface HistoryOwner {
  kind: 'person' | 'company';
  id: string;
  /** Companies: with everything below them. */
  daughters: boolean;
}
/** What of it. */
export interface HistoryFilter {
  kinds: readonly Interaction['kind'][];
  human: boolean;
  /** ISO instant, included; null for everything. */
  from: string | null;
}
export interface HistoryPage {
  ids: readonly string[];
  cursor: string | null;
}

/** Contacts this tab has seen. Events say only that one changed: it is fetched, and the open view fetches its first page anew. */
export const useHistory = defineStore('history', () => {
  const session = useSession();
  const interactions = new ModelMap<Interaction>(shallowReactive(new Map()));
  const listeners = new Set<(ref: { personId: string | null; companyId: string | null }) => void>();
  onEvent('interaction.changed', async (payload) => {
    if ('gone' in payload) interactions.remove(payload);
    else if (!interactions.get(payload.id) || (interactions.get(payload.id)?.version ?? 0) < payload.version) {
      await api(getInteraction, { interactionId: payload.id })
        .then((interaction) => interactions.upsert(interaction))
        .catch(() => undefined);
    }
    const ref = 'gone' in payload ? { personId: null, companyId: null } : payload;
    for (const listener of listeners) listener(ref);
  });

  async function loadPage(owner: HistoryOwner, filter: HistoryFilter, cursor: string | null): Promise<HistoryPage> {
    const query = {
      limit: 50,
      ...(cursor === null ? {} : { cursor }),
      ...(filter.kinds.length === 0 ? {} : { kinds: filter.kinds.join(',') }),
      ...(filter.human ? { human: true } : {}),
      ...(filter.from === null ? {} : { from: filter.from }),
    };
    const page =
      owner.kind === 'person'
        ? await api(personHistory, { personId: owner.id, ...query })
        : await api(companyHistory, { companyId: owner.id, daughters: owner.daughters, ...query });
    interactions.upsertAll(page.items);
    return { ids: page.items.map((item) => item.id), cursor: page.cursor };
  }
  async function loadDensity(owner: HistoryOwner): Promise<readonly DensityWeek[]> {
    const answer =
      owner.kind === 'person'
        ? api(personDensity, { personId: owner.id })
        : api(companyDensity, { companyId: owner.id, daughters: owner.daughters });
    return (await answer).weeks;
  }
  function take(interaction: Interaction): Interaction {
    interactions.upsert(interaction);
    return interaction;
  }
  return {
    interactions,
    loadPage,
    loadDensity,
    /** Told of every changed contact after the store took it. Returns the way to stop. */
    onChange(listener: (ref: { personId: string | null; companyId: string | null }) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Whether the reader may correct it: what was logged by hand, by its author, a supervisor or an administrator. */
    mayEdit: (one: Interaction) =>
      one.isLoggedByHand && !one.isHidden && (one.accountId === session.account?.id || session.has('supervisor') || session.has('admin')),
    log: async (input: InputOf<typeof logInteraction>) => take(await send(logInteraction, input)),
    edit: async (input: InputOf<typeof editInteraction>) => take(await send(editInteraction, input)),
  };
});
