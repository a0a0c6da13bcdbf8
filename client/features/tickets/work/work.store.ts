import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import {
  addTicketChecks,
  addTicketTime,
  editTicketCheck,
  removeTicketCheck,
  removeTicketTime,
  ticketWork,
} from '../../../../shared/contract/ticket-work';
import type { TicketCheck, TicketTime } from '../../../../shared/models/ticket-work';
import { api } from '../../../core/api';
import { ModelMap } from '../../../core/model-map';
import { send } from '../../../core/pending';
import { onEvent } from '../../../core/sync';

/** Checklists and time spent of the tickets this tab looks at, kept current by events. */
export const useWork = defineStore('ticket-work', () => {
  const checks = new ModelMap<TicketCheck>(shallowReactive(new Map()));
  const times = new ModelMap<TicketTime>(shallowReactive(new Map()));
  onEvent('ticket-check.changed', (check) => checks.apply(check));
  onEvent('ticket-check.removed', (check) => checks.remove(check));
  onEvent('ticket-time.changed', (time) => times.apply(time));
  onEvent('ticket-time.removed', (time) => times.remove(time));
  return {
    checksOf: (ticketId: string) => [...checks.items.values()].filter((check) => check.ticketId === ticketId).sort(byId),
    timesOf: (ticketId: string) => [...times.items.values()].filter((time) => time.ticketId === ticketId).sort(byId),
    async load(ticketId: string): Promise<void> {
      const work = await api(ticketWork, { ticketId });
      checks.upsertAll(work.checks);
      times.upsertAll(work.times);
    },
    addChecks: (ticketId: string, texts: string[]) => send(addTicketChecks, { ticketId, texts }),
    tick: ({ id, version }: TicketCheck, isDone: boolean) => send(editTicketCheck, { checkId: id, version, isDone }),
    removeCheck: (checkId: string) => send(removeTicketCheck, { checkId }),
    addTime: (ticketId: string, minutes: number, note: string) =>
      send(addTicketTime, { ticketId, minutes, ...(note === '' ? {} : { note }) }),
    removeTime: (timeId: string) => send(removeTicketTime, { timeId }),
  };
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
