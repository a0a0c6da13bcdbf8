import { computed, onScopeDispose, ref, watch } from 'vue';
import { liveHistory } from '../../../shared/contract/live';
import type { QueueHistory } from '../../../shared/models/live';
import { api } from '../../core/api';
import { onResync } from '../../core/sync';
import { useTicker } from '../../core/useTicker';

/**
 * The last hour of the queues these eyes may see, fetched when a board opens and once each minute after; a fetch that fails leaves the older courses
 * and is tried again with the next minute.
 */
export function useBoardHistory() {
  const now = useTicker();
  const histories = ref<readonly QueueHistory[]>([]);
  const byQueue = computed(() => new Map(histories.value.map((one) => [one.queueId, one])));
  async function load(): Promise<void> {
    histories.value = (await api(liveHistory, {})).queues;
  }
  const quietly = () => void load().catch(() => undefined);
  watch(() => Math.floor(now.value / 60_000), quietly, { immediate: true });
  onScopeDispose(onResync(quietly));
  return { histories, byQueue };
}
