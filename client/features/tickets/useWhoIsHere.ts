import { computed, onScopeDispose, type Ref, shallowReactive, watch } from 'vue';
import type { WhoIsHere } from '../../../shared/models/tickets';
import { useSession } from '../../core/session.store';
import { ask, onEphemeral } from '../../core/socket';
import { useTicker } from '../../core/useTicker';
import { useAccounts } from '../accounts/accounts.store';
import type { AtWork } from './useOthersAtWork';

const SAY_EVERY_MS = 8000;
const GONE_AFTER_MS = 20_000;
const WRITES_FOR_MS = 6000;

/** Who else looks at the open ticket, and who is writing there; tells the others the same of this tab. */
export function useWhoIsHere(ticketId: Ref<string>) {
  const session = useSession();
  const accounts = useAccounts();
  const now = useTicker();
  const seen = shallowReactive(new Map<string, { doing: WhoIsHere['doing']; at: number }>());
  let wroteAt = 0;

  function say(doing: WhoIsHere['doing'], options: { isNew?: boolean; of?: string } = {}): void {
    const id = options.of ?? ticketId.value;
    if (id !== '') void ask('here', { ticketId: id, doing, isNew: options.isNew ?? false });
  }
  const doing = () => (Date.now() - wroteAt < WRITES_FOR_MS ? 'writing' : 'looking');
  const stop = onEphemeral<WhoIsHere>('here', ({ ticketId: where, accountId, doing: does, isNew }) => {
    if (where !== ticketId.value || accountId === session.account?.id) return;
    if (does === 'gone') seen.delete(accountId);
    else seen.set(accountId, { doing: does, at: Date.now() });
    if (isNew) say(doing());
  });
  const timer = setInterval(() => say(doing()), SAY_EVERY_MS);
  watch(ticketId, (_id, before) => {
    seen.clear();
    wroteAt = 0;
    if (before) say('gone', { of: before });
  });
  onScopeDispose(() => {
    stop();
    clearInterval(timer);
    say('gone');
  });
  function others(does: WhoIsHere['doing']): string {
    const fresh = [...seen].filter(([, one]) => one.doing === does && Date.now() - one.at < GONE_AFTER_MS);
    return fresh
      .map(([id]) => accounts.nameOf(id))
      .filter(Boolean)
      .join(', ');
  }
  const said = (did: 'looking' | 'writing') =>
    computed<AtWork | null>(() => {
      // Whoever is not heard of any more is gone without a word.
      const name = now.value > 0 ? others(did) : '';
      return name === '' ? null : { name, did };
    });
  return {
    writing: said('writing'),
    looking: said('looking'),
    /** This tab sits in the ticket's room from now. */
    come: () => say('looking', { isNew: true }),
    /** Something was typed here; said at most every three seconds. */
    write(): void {
      const isNews = Date.now() - wroteAt > WRITES_FOR_MS / 2;
      if (!isNews) return;
      wroteAt = Date.now();
      say('writing');
    },
  };
}
