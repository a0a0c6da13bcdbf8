import { computed, onScopeDispose, ref, watch } from 'vue';
import { ringSimulator } from '../../../shared/contract/telephony';
import { api } from '../../core/api';
import { errorText } from '../../core/error-text';
import { useTicker } from '../../core/useTicker';
import { usePresence } from '../agents/presence.store';
import { useCalls } from '../calls/calls.store';

/** Where the first call stands, in its order. */
export type CoachStage = 'ready' | 'missed' | 'soon' | 'answer' | 'note' | 'wrap' | 'done';

/** Petra Kurz of the demo data, who waits a minute and talks for twenty seconds. */
const FIRST_CALL = { from: '+493023125018', talkSeconds: 20, patienceSeconds: 60 } as const;
const RING_AGAIN_MS = 60_000;

/** Follows the first call from "ready" to written up, and lets it ring once the phone can hear it. */
export function useFirstCall() {
  const presence = usePresence();
  const calls = useCalls();
  const now = useTicker();
  const problem = ref('');
  const readyAt = ref<number | null>(null);
  const doneAt = ref<number | null>(null);
  const workedOn = ref<string | null>(null);
  let rungAt = 0;

  const mine = computed(() => presence.mine);
  const isReady = computed(() => mine.value?.intent === 'ready' && mine.value.reach === 'ok' && mine.value.activity === 'free');
  const stage = computed<CoachStage>(() => {
    if (doneAt.value !== null) return 'done';
    if (calls.offer) return 'answer';
    if (calls.mine) return calls.mine.state === 'WRAPUP' ? 'wrap' : 'note';
    if (mine.value?.reach === 'missed-call') return 'missed';
    return isReady.value ? 'soon' : 'ready';
  });

  async function ring(): Promise<void> {
    if (now.value - rungAt < RING_AGAIN_MS) return;
    rungAt = now.value;
    problem.value = '';
    try {
      await api(ringSimulator, FIRST_CALL);
    } catch (error) {
      rungAt = 0;
      problem.value = errorText(error);
    }
  }
  const stops = [
    watch(
      isReady,
      (ready) => {
        if (!ready || doneAt.value !== null) return;
        readyAt.value ??= now.value;
        void ring();
      },
      { immediate: true },
    ),
    watch(
      () => calls.mine,
      (call) => {
        if (call) workedOn.value = call.id;
        else if (workedOn.value !== null) doneAt.value ??= now.value;
      },
      { immediate: true },
    ),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  return {
    stage,
    problem,
    /** Seconds from ready to written up. */
    took: computed(() => (readyAt.value === null || doneAt.value === null ? null : (doneAt.value - readyAt.value) / 1000)),
  };
}
