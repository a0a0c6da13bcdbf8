import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { explainSla, ticketSlas } from '../../../shared/contract/sla';
import type { TicketSla } from '../../../shared/models/sla';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { onEvent, onResync } from '../../core/sync';
import { slaWord } from './sla-words';

/** Tickets asked for at once, as many as an address holds. */
const AT_ONCE = 100;

/** The promises on tickets this tab has looked at, kept current by events. */
export const useSla = defineStore('sla', () => {
  const slas = new ModelMap<TicketSla>(shallowReactive(new Map()));
  const asked = new Set<string>();
  onEvent('ticket.sla-changed', (payload) => slas.apply(payload));

  async function fetch(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += AT_ONCE)
      slas.upsertAll((await api(ticketSlas, { ticketIds: ids.slice(at, at + AT_ONCE).join(',') })).items);
  }
  onResync(() => fetch([...asked].slice(-AT_ONCE)));
  return {
    of: (ticketId: string) => slas.get(ticketId),
    /** What stands at the end of a row of a list while something is due: how long still, and how much it presses; null otherwise. `now` in ms. */
    rowTime(ticketId: string, now: number): { time: string; timeTone: 'hold' | 'danger' | null } | null {
      const word = slaWord(slas.get(ticketId), now);
      if (!word || word.time === '') return null;
      return { time: word.time, timeTone: word.tone === 'plain' ? null : word.tone };
    },
    /** Fetches what is not known yet of these tickets; what is known is kept current anyway. */
    async want(ticketIds: readonly string[]): Promise<void> {
      const news = ticketIds.filter((id) => !asked.has(id));
      for (const id of news) asked.add(id);
      await fetch(news).catch((error: unknown) => {
        for (const id of news) asked.delete(id);
        throw error;
      });
    },
    explain: (ticketId: string) => api(explainSla, { ticketId }),
  };
});
