import { shallowReactive } from 'vue';

const STORAGE = 'ringback.seen-tickets';
const KEPT = 500;

function stored(): [string, string][] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORAGE) ?? '[]');
    return Array.isArray(value) ? value.filter((one): one is [string, string] => Array.isArray(one) && one.length === 2) : [];
  } catch {
    return [];
  }
}

/** Until when each ticket was read on this machine: ticket → ISO instant. The latest 500 are kept. */
const seen = shallowReactive(new Map(stored()));

/** Until when a ticket was read here; null when it never was. */
export function seenUntil(ticketId: string): string | null {
  return seen.get(ticketId) ?? null;
}

/** What happened before this machine first looked at tickets counts as read: a new browser is not a wall of bold rows. */
const BASELINE = '*';
if (!seen.has(BASELINE)) markSeen(BASELINE, new Date().toISOString());

/** True when something happened on a ticket after it was last read here. */
export function isUnread(ticketId: string, activeAt: string): boolean {
  return activeAt > (seen.get(ticketId) ?? seen.get(BASELINE) ?? '');
}

/** Remembers that a ticket was read until `at` (ISO). Going back in time does nothing. */
export function markSeen(ticketId: string, at: string): void {
  if ((seen.get(ticketId) ?? '') >= at) return;
  seen.delete(ticketId);
  seen.set(ticketId, at);
  localStorage.setItem(STORAGE, JSON.stringify([...seen].filter(([id], at, all) => id === BASELINE || at >= all.length - KEPT)));
}
