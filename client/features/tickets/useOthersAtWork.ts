import { computed, type Ref, ref, watch } from 'vue';
import type { HistoryEntry } from '../../../shared/models/tickets';
import { useSession } from '../../core/session.store';
import { useTicker } from '../../core/useTicker';
import { useAccounts } from '../accounts/accounts.store';

const FRESH_MS = 120_000;

/** Somebody else who wrote or changed something here while this screen looks at it, or looks and writes right now. */
export interface AtWork {
  name: string;
  did: 'wrote' | 'changed' | 'looking' | 'writing';
}

/** The last colleague who did something on the open ticket within two minutes, to be said softly beside its title; null when nobody did. */
export function useOthersAtWork(ticketId: Ref<string>, entries: Readonly<Ref<readonly HistoryEntry[]>>) {
  const session = useSession();
  const accounts = useAccounts();
  const now = useTicker();
  const since = ref(now.value);
  watch(ticketId, () => {
    since.value = now.value;
  });
  function authorOf(entry: HistoryEntry): string | null {
    if (entry.kind === 'message') return entry.message.authorId;
    return entry.kind === 'change' ? entry.change.actorId : entry.interaction.accountId;
  }
  return computed<AtWork | null>(() => {
    const last = entries.value.findLast((entry) => {
      const author = authorOf(entry);
      const at = Date.parse(entry.at);
      return author !== null && author !== session.account?.id && at >= since.value - 1000 && now.value - at < FRESH_MS;
    });
    const name = last ? accounts.nameOf(authorOf(last)) : '';
    return last && name !== '' ? { name, did: last.kind === 'change' ? 'changed' : 'wrote' } : null;
  });
}
