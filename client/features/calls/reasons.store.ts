import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { listReasons } from '../../../shared/contract/ticket-reasons';
import type { TicketReason } from '../../../shared/models/tickets';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { onEvent } from '../../core/sync';

/** The tree of ticket reasons, as choices in the order of the tree. */
export const useReasons = defineStore('reasons', () => {
  const reasons = new ModelMap<TicketReason>(shallowReactive(new Map()));
  let loading: Promise<void> | null = null;
  onEvent('ticket-reason.changed', (payload) => reasons.apply(payload));
  onEvent('ticket-reason.removed', ({ id, version }) => reasons.remove({ id, version }));
  function below(parentId: string | null, depth: number): { value: string; label: string }[] {
    const children = [...reasons.items.values()]
      .filter((one) => one.parentId === parentId && one.isActive)
      .sort((a, b) => a.position - b.position);
    return children.flatMap((one) => [{ value: one.id, label: `${'\u2007'.repeat(depth * 2)}${one.name}` }, ...below(one.id, depth + 1)]);
  }
  return {
    reasons,
    load: () => {
      loading ??= api(listReasons, {}).then((answer) => reasons.upsertAll(answer.items));
      return loading;
    },
    options: computed(() => below(null, 0)),
    nameOf: (id: string | null | undefined) => reasons.get(id)?.name ?? '',
  };
});
