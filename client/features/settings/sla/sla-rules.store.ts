import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import { listSla } from '../../../../shared/contract/sla';
import type { SlaCalendar, SlaPolicy } from '../../../../shared/models/sla';
import { api } from '../../../core/api';
import { compareNames } from '../../../core/format';
import { ModelMap } from '../../../core/model-map';
import { onEvent, onResync } from '../../../core/sync';

/** Calendars and policies of service levels: what administrators see. */
export const useSlaRules = defineStore('sla-rules', () => {
  const calendars = new ModelMap<SlaCalendar>(shallowReactive(new Map()));
  const policies = new ModelMap<SlaPolicy>(shallowReactive(new Map()));
  let isWanted = false;
  onEvent('sla-calendar.changed', (payload) => calendars.apply(payload));
  onEvent('sla-calendar.removed', (payload) => calendars.remove(payload));
  onEvent('sla-policy.changed', (payload) => policies.apply(payload));
  onEvent('sla-policy.removed', (payload) => policies.remove(payload));
  async function load(): Promise<void> {
    isWanted = true;
    const rules = await api(listSla, {});
    calendars.upsertAll(rules.calendars);
    policies.upsertAll(rules.policies);
  }
  onResync(async () => {
    if (isWanted) await load();
  });
  const byName = <T extends { name: string }>(items: Iterable<T>) => [...items].sort((a, b) => compareNames(a.name, b.name));
  return {
    ...{ calendars, policies, load },
    allCalendars: computed(() => byName(calendars.items.values())),
    allPolicies: computed(() => byName(policies.items.values()).sort((a, b) => Number(b.isActive) - Number(a.isActive))),
  };
});
