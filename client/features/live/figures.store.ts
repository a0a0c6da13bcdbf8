import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { liveSnapshot } from '../../../shared/contract/live';
import type { LiveSnapshot, QueueFigures } from '../../../shared/models/live';
import { room } from '../../../shared/rooms';
import { api } from '../../core/api';
import { useSession } from '../../core/session.store';
import { joinRoom, leaveRoom, onEphemeral } from '../../core/socket';
import { onResync } from '../../core/sync';
import { useQueues } from '../queues/queues.store';

/** Figures of the queues being watched: whole snapshots once a second, the latest wins. */
export const useFigures = defineStore('figures', () => {
  const figures = shallowReactive(new Map<string, QueueFigures>());
  const queues = useQueues();
  const session = useSession();
  const take = (one: QueueFigures) => {
    const held = figures.get(one.queueId);
    if (!held || Date.parse(held.asOf) <= Date.parse(one.asOf)) figures.set(one.queueId, one);
  };
  onEphemeral<QueueFigures | LiveSnapshot>('figures', (payload) => ('queues' in payload ? payload.queues.forEach(take) : take(payload)));
  async function fetchAll(): Promise<void> {
    (await api(liveSnapshot, {})).queues.forEach(take);
  }
  onResync(fetchAll);
  /** Watches queues until the returned function is called. */
  async function watch(ids: readonly string[]): Promise<() => void> {
    await Promise.all(ids.map((id) => joinRoom(room.live(id))));
    await fetchAll();
    return () => {
      for (const id of ids) leaveRoom(room.live(id));
    };
  }
  return {
    figures,
    fetchAll,
    watch,
    /** My queues for the phone bar: who waits and how long. */
    mine: computed(() =>
      queues.queuesOf(session.account?.id ?? '').flatMap((id) => {
        const one = figures.get(id);
        const queue = queues.queues.get(id);
        return queue
          ? [{ name: queue.name, waiting: one?.waitingNow ?? 0, longestSince: one?.longestSince ? Date.parse(one.longestSince) : null }]
          : [];
      }),
    ),
  };
});
