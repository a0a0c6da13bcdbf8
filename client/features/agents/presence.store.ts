import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { goOff, goOnPause, goReady, listPresences, myPresence, soundReady } from '../../../shared/contract/agents';
import type { Presence } from '../../../shared/models/agents';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { send } from '../../core/pending';
import { useSession } from '../../core/session.store';
import { tabId } from '../../core/socket';
import { onEvent, onResync } from '../../core/sync';

/** What agents do now: mine for the phone bar, the others' for boards and transfer. */
export const usePresence = defineStore('presence', () => {
  const presences = new ModelMap<Presence>(shallowReactive(new Map()));
  const session = useSession();
  onEvent('presence.changed', (payload) => presences.apply(payload));
  const mine = computed(() => presences.get(session.account?.id));
  const take = (presence: Presence) => void presences.upsert(presence);

  async function loadMine(): Promise<void> {
    take(await api(myPresence, {}));
  }
  async function loadAll(): Promise<void> {
    presences.upsertAll((await api(listPresences, {})).items);
  }
  onResync(loadMine);
  return {
    presences,
    mine,
    loadMine,
    loadAll,
    ready: async () => take(await send(goReady, {})),
    pause: async (reasonId: string | null) => take(await send(goOnPause, { reasonId })),
    off: async () => take(await send(goOff, {})),
    /** Tells the server whether this tab can ring and carry a voice. */
    sound: async (isReady: boolean) => take(await send(soundReady, { tabId, isReady })),
  };
});
