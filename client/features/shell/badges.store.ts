import { defineStore } from 'pinia';
import { ref } from 'vue';
import { tasksDueNow } from '../../../shared/contract/tasks';
import { api } from '../../core/api';
import { onEvent, onResync } from '../../core/sync';

const CALM_MS = 1500;

/** The numbers of the rail: what needs me. Fetched again, calmly, when tickets or tasks changed. */
export const useBadges = defineStore('badges', () => {
  const tickets = ref(0);
  const tasks = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function refresh(): Promise<void> {
    // What can be asked of tickets is much, and nothing of it is needed to paint the desk.
    const { countTickets } = await import('../../../shared/contract/tickets');
    const [ticketCounts, due] = await Promise.all([api(countTickets, {}), api(tasksDueNow, {})]);
    tickets.value = ticketCounts.mine;
    tasks.value = due.overdue.length + due.passed.length;
  }
  function soon(): void {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void refresh().catch(() => undefined);
    }, CALM_MS);
  }
  for (const type of ['ticket.created', 'ticket.changed', 'task.created', 'task.changed', 'task.due', 'task.passed'] as const)
    onEvent(type, soon);
  onResync(refresh);
  soon();
  return { tickets, tasks, refresh };
});
