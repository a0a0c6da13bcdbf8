import { computed, onMounted, onScopeDispose, ref, watch } from 'vue';
import type { QueueFigures } from '../../../shared/models/live';
import { errorText } from '../../core/error-text';
import { clock, compareNames, secondsSince } from '../../core/format';
import { t, tn } from '../../core/i18n';
import { onResync } from '../../core/sync';
import { announce } from '../../core/useAnnounce';
import { useTicker } from '../../core/useTicker';
import type { QueueRowView } from '../../ui/domain/QueueRow.vue';
import { usePresence } from '../agents/presence.store';
import { useQueues } from '../queues/queues.store';
import { LATE_SECONDS } from './alarms';
import { useFigures } from './figures.store';
import { useBoardHistory } from './useBoardHistory';

function rowOf(figures: QueueFigures, name: string, offeredCourse: readonly number[]): QueueRowView {
  const { serviceLevel, serviceLevelPercent, serviceLevelSeconds, answered, abandoned, answeredInTime, abandonedInTime } = figures;
  return {
    id: figures.queueId,
    name,
    serviceLevel,
    target: `${serviceLevelPercent} / ${serviceLevelSeconds} s`,
    formula: t('live.formula', { answeredInTime, abandonedInTime, seconds: serviceLevelSeconds, answered, abandoned }),
    isBelowTarget: serviceLevel !== null && serviceLevel < serviceLevelPercent,
    waitingSince: figures.waitingCallers.map((caller) => Date.parse(caller.since)),
    waiting: figures.waitingNow,
    offered: figures.offered,
    answered,
    abandoned,
    flowOut: figures.flowOut + figures.shortAbandoned,
    offeredCourse,
    serviceLevelSeconds,
    agents: [
      { state: 'ready', count: figures.ready, label: t('live.state.ready') },
      { state: 'ringing', count: figures.offering, label: t('live.state.ringing') },
      { state: 'talking', count: figures.talk, label: t('live.state.talking') },
      { state: 'wrapup', count: figures.wrapUp, label: t('live.state.wrapup') },
      { state: 'paused', count: figures.pause, label: t('live.state.paused') },
      { state: 'unreachable', count: figures.unreachable, label: t('live.state.unreachable') },
    ],
  };
}

/** Rows of the board: watches every queue these eyes may see while the view lives, and says when a wait becomes an alarm. */
export function useQueueBoard() {
  const figures = useFigures();
  const queues = useQueues();
  const presence = usePresence();
  const history = useBoardHistory();
  const now = useTicker();
  const isLoaded = ref(false);
  const failure = ref('');
  const alarmed = new Set<string>();
  let leave: () => void = () => undefined;
  let isGone = false;

  const rows = computed(() =>
    [...figures.figures.values()]
      .filter((one) => queues.queues.get(one.queueId)?.isActive)
      .map((one) => rowOf(one, queues.nameOf(one.queueId), history.byQueue.value.get(one.queueId)?.offered ?? []))
      .sort((a, b) => compareNames(a.name, b.name)),
  );
  async function begin(): Promise<void> {
    await Promise.all([queues.load(), figures.fetchAll(), presence.loadAll()]);
    isLoaded.value = true;
    failure.value = '';
    const stop = await figures.watch([...figures.figures.keys()]);
    leave();
    leave = stop;
    if (isGone) leave();
  }
  /** Loads everything the board stands on; says why when it cannot. */
  async function load(): Promise<void> {
    await begin().catch((error: unknown) => {
      failure.value = errorText(error);
    });
  }
  onMounted(load);
  const stopResync = onResync(load);
  onScopeDispose(() => {
    isGone = true;
    stopResync();
    leave();
  });
  watch(now, () => {
    for (const row of rows.value) {
      const longest = row.waitingSince[0] === undefined ? 0 : secondsSince(row.waitingSince[0], now.value);
      if (longest <= LATE_SECONDS) alarmed.delete(row.id);
      else if (!alarmed.has(row.id)) {
        alarmed.add(row.id);
        announce(t('live.alarm', { queue: row.name, waiting: tn('live.waiting', row.waiting), time: clock(longest) }));
      }
    }
  });
  return { rows, now, figures, histories: history.histories, isLoaded, failure, load };
}
