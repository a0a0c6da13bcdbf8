import { shallowReactive } from 'vue';
import type { WhoIsHere } from '../../../shared/models/tickets';
import { useSession } from '../../core/session.store';
import { onEphemeral } from '../../core/socket';

/** The server repeats itself every 15 s; who was not heard of for longer is gone. */
const GONE_AFTER_MS = 40_000;
const LOOK_EVERY_MS = 10_000;

interface Colleague {
  accountId: string;
  doing: WhoIsHere['doing'];
  at: number;
}

/** Who else looks at which ticket, or writes there, as far as this tab hears of it: for lists. Made once. */
export function useAtWork() {
  const session = useSession();
  const byTicket = shallowReactive(new Map<string, readonly Colleague[]>());
  function put(ticketId: string, next: readonly Colleague[]): void {
    if (next.length === 0) byTicket.delete(ticketId);
    else byTicket.set(ticketId, next);
  }
  onEphemeral<WhoIsHere>('at-work', ({ ticketId, accountId, doing }) => {
    if (accountId === session.account?.id) return;
    const others = (byTicket.get(ticketId) ?? []).filter((one) => one.accountId !== accountId);
    put(ticketId, doing === 'gone' ? others : [...others, { accountId, doing, at: Date.now() }]);
  });
  setInterval(() => {
    for (const [ticketId, colleagues] of byTicket) {
      const fresh = colleagues.filter(({ at }) => Date.now() - at < GONE_AFTER_MS);
      if (fresh.length < colleagues.length) put(ticketId, fresh);
    }
  }, LOOK_EVERY_MS);
  return { on: (ticketId: string): readonly Colleague[] => byTicket.get(ticketId) ?? [] };
}
