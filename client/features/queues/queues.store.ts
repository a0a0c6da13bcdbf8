import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import {
  listDispositions,
  listPauseReasons,
  listPhoneLines,
  listQueueMembers,
  listQueues,
  listRecordings,
} from '../../../shared/contract/queues';
import type { Disposition, PauseReason, PhoneLine, Queue, QueueMember, Recording } from '../../../shared/models/queues';
import { api } from '../../core/api';
import { currentLocale } from '../../core/i18n';
import { ModelMap } from '../../core/model-map';
import { onEvent, onResync } from '../../core/sync';

const map = <T extends { id: string; version: number }>() => new ModelMap<T>(shallowReactive(new Map<string, T>()));

/** Queues, who answers them, our numbers, dispositions and pause reasons. */
export const useQueues = defineStore('queues', () => {
  const queues = map<Queue>();
  const members = map<QueueMember>();
  const lines = map<PhoneLine>();
  const dispositions = map<Disposition>();
  const pauseReasons = map<PauseReason>();
  const recordings = map<Recording>();
  let loading: Promise<void> | null = null;
  onEvent('queue.changed', (payload) => queues.apply(payload));
  onEvent('queue-member.changed', (payload) => members.apply(payload));
  onEvent('queue-member.removed', ({ id, version }) => members.remove({ id, version }));
  onEvent('phone-line.changed', (payload) => lines.apply(payload));
  onEvent('phone-line.removed', ({ id, version }) => lines.remove({ id, version }));
  onEvent('disposition.changed', (payload) => dispositions.apply(payload));
  onEvent('pause-reason.changed', (payload) => pauseReasons.apply(payload));
  onEvent('recording.changed', (payload) => recordings.apply(payload));

  /** What every desk needs. */
  async function fetchAll(): Promise<void> {
    const [some, who, outcomes, reasons] = await Promise.all([
      api(listQueues, {}),
      api(listQueueMembers, {}),
      api(listDispositions, {}),
      api(listPauseReasons, {}),
    ]);
    queues.upsertAll(some.items);
    members.upsertAll(who.items);
    dispositions.upsertAll(outcomes.items);
    pauseReasons.upsertAll(reasons.items);
  }
  /** What only the settings need besides. */
  async function fetchLines(): Promise<void> {
    const [numbers, sounds] = await Promise.all([api(listPhoneLines, {}), api(listRecordings, {})]);
    lines.upsertAll(numbers.items);
    recordings.upsertAll(sounds.items);
  }
  onResync(fetchAll);
  function load(): Promise<void> {
    loading ??= fetchAll().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }
  const label = (one: { label: { de: string; en: string } }) => (currentLocale.value === 'de' ? one.label.de : one.label.en);
  return {
    queues,
    members,
    lines,
    dispositions,
    pauseReasons,
    recordings,
    load,
    fetchAll,
    fetchLines,
    label,
    nameOf: (id: string | null | undefined) => queues.get(id)?.name ?? '',
    /** Outcomes of a queue: its own and those of every queue. */
    dispositionsOf: (queueId: string | null) =>
      [...dispositions.items.values()].filter((one) => one.isActive && (one.queueId === null || one.queueId === queueId)),
    activeReasons: computed(() =>
      [...pauseReasons.items.values()].filter((one) => one.isActive).sort((a, b) => (a.digit ?? 99) - (b.digit ?? 99)),
    ),
    queuesOf: (accountId: string) => [...members.items.values()].filter((one) => one.accountId === accountId).map((one) => one.queueId),
  };
});
