import type { WhoIsHere } from '../../../shared/models/tickets.js';

/** Lists hear of somebody who goes on with the same at most this often; they forget after more than twice that. */
const LISTS_EVERY_MS = 15_000;
const MOST_REMEMBERED = 5000;
/** What an account may be news with in a stretch of time, all its tickets together: more than anybody does who steps through a list. */
const STRETCH_MS = 10_000;
const MOST_IN_STRETCH = 40;

type Said = Pick<WhoIsHere, 'ticketId' | 'accountId' | 'doing'>;

/**
 * Tells whether what somebody says of themselves is to be passed on to lists, at `at` (ms, growing): it differs from what was passed on last of them there,
 * or that is long ago. Of an account that never rests only the end of what was passed on still is.
 */
export function atWorkNews(): (said: Said, at: number) => boolean {
  const last = new Map<string, { doing: WhoIsHere['doing']; at: number }>();
  const spent = new Map<string, { since: number; count: number }>();
  const maySpend = (accountId: string, at: number) => {
    const before = spent.get(accountId);
    const stretch = before && at - before.since < STRETCH_MS ? before : { since: at, count: 0 };
    stretch.count += 1;
    remember(spent, accountId, stretch);
    return stretch.count <= MOST_IN_STRETCH;
  };
  return ({ ticketId, accountId, doing }, at) => {
    const key = `${ticketId} ${accountId}`;
    const before = last.get(key);
    if (before?.doing === doing && at - before.at < LISTS_EVERY_MS) return false;
    const isEnd = doing === 'gone' && before !== undefined;
    if (!maySpend(accountId, at) && !isEnd) return false;
    remember(last, key, { doing, at });
    return true;
  };
}

/** Sets an entry as the latest; the oldest goes when there are too many. */
function remember<V>(entries: Map<string, V>, key: string, value: V): void {
  entries.delete(key);
  entries.set(key, value);
  const [oldest] = entries.keys();
  if (entries.size > MOST_REMEMBERED && oldest !== undefined) entries.delete(oldest);
}
