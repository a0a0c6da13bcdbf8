import { computed, onMounted, type Ref } from 'vue';
import type { Presence } from '../../../shared/models/agents';
import { clock, secondsSince } from '../../core/format';
import { t } from '../../core/i18n';
import { useTicker } from '../../core/useTicker';
import type { AgentCellView } from '../../ui/domain/AgentCell.vue';
import { useAccounts } from '../accounts/accounts.store';
import { usePresence } from '../agents/presence.store';
import { useQueues } from '../queues/queues.store';
import { agentState, attentionOf, byAttention, type Limits, limitOf } from './attention';

/** Cells of the board for everyone who is not off, those who need attention first; `useQueueBoard` loads the presences. */
export function useAgentBoard(filter: { text: Ref<string>; queueId: Ref<string> }) {
  const presence = usePresence();
  const accounts = useAccounts();
  const queues = useQueues();
  const now = useTicker();
  onMounted(() => void accounts.load().catch(() => undefined));

  function limits(one: Presence): Limits {
    const minutes = queues.pauseReasons.get(one.pauseReasonId)?.limitMinutes ?? null;
    return { wrapUpSeconds: queues.queues.get(one.queueId)?.wrapUpSeconds ?? null, pauseSeconds: minutes === null ? null : minutes * 60 };
  }
  function whatOf(one: Presence, attention: string): string {
    const state = agentState(one);
    const reason = queues.pauseReasons.get(one.pauseReasonId);
    if (state === 'unreachable') return one.reach === 'ok' ? t('live.what.unreachable') : t(`live.what.${one.reach}`);
    const place = one.queueId ? queues.nameOf(one.queueId) : state === 'paused' && reason ? queues.label(reason) : queuesOf(one);
    if (attention === 'none') return place;
    const limit = limitOf(state, limits(one));
    return state === 'held' || limit === null
      ? `${place} · ${t('live.what.hold')}`
      : `${place} · ${t('live.what.limit', { time: clock(limit) })}`;
  }
  const queuesOf = (one: Presence) => queues.queuesOf(one.id).map(queues.nameOf).filter(Boolean).join(', ');
  function cellOf(one: Presence): AgentCellView {
    const state = agentState(one);
    const attention = attentionOf(state, secondsSince(one.since, now.value), limits(one));
    return {
      id: one.id,
      name: accounts.nameOf(one.id),
      state,
      since: Date.parse(one.since),
      what: whatOf(one, attention),
      today: one.callsToday,
      attention,
    };
  }
  const present = computed(() => [...presence.presences.items.values()].filter((one) => agentState(one) !== 'off'));
  const cells = computed(() =>
    present.value
      .map(cellOf)
      .filter((cell) => cell.name !== '' && cell.name.toLowerCase().includes(filter.text.value.trim().toLowerCase()))
      .filter((cell) => filter.queueId.value === '' || queues.queuesOf(cell.id).includes(filter.queueId.value))
      .sort(byAttention),
  );
  return { cells, total: computed(() => present.value.length), now };
}
