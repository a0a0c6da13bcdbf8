import { computed, reactive, readonly, watch } from 'vue';
import type { EventMessage, EventPayload, EventType, Gone } from '../../shared/events';
import { serverNow } from './useTicker';

/** How the console stands to its server; what each state allows and shows is console.md A.3. */
export type LinkState = 'connecting' | 'live' | 'slow' | 'reconnecting' | 'offline';

interface SyncState {
  link: LinkState;
  /** When data was last known to be current, in server time. */
  asOf: number;
  epoch: string | null;
  cursor: number | null;
  build: string | null;
  /** The server is a newer build than this page. */
  hasNewBuild: boolean;
}

const state = reactive<SyncState>({
  link: 'connecting',
  asOf: Date.now(),
  epoch: null,
  cursor: null,
  build: null,
  hasNewBuild: false,
});
/** The connection's state, to look at. Only the socket changes it. */
export const sync = readonly(state);
/** The socket's way to change it. */
export function setSync(patch: Partial<SyncState>): void {
  Object.assign(state, patch);
}
/** True while figures on the screen may be old. */
export const isStale = computed(() => state.link !== 'live' && state.link !== 'slow');

/** Resolves when the link stands again, at once when it does. */
export function whenLive(): Promise<void> {
  return new Promise((resolve) => {
    const stop = watch(
      isStale,
      (stale) => {
        if (stale) return;
        queueMicrotask(() => stop());
        resolve();
      },
      { immediate: true, flush: 'sync' },
    );
  });
}

type Handler = (payload: unknown, message: EventMessage) => void;
const handlers = new Map<EventType, Set<Handler>>();
const resyncs = new Set<() => void | Promise<void>>();
const afterEvent = new Set<(message: EventMessage) => void>();

/** Registers what a store does with an event. Handlers must be idempotent and order-proof (`ModelMap.apply` is). Returns the way to stop. */
export function onEvent<T extends EventType>(
  type: T,
  handler: (payload: EventPayload<T> | Gone, message: EventMessage) => void,
): () => void {
  const set = handlers.get(type) ?? new Set<Handler>();
  handlers.set(type, set);
  set.add(handler as Handler);
  return () => void set.delete(handler as Handler);
}
/** Registers what must be fetched anew after a gap: open views and the stores behind them. Returns the way to stop. */
export function onResync(refetch: () => void | Promise<void>): () => void {
  resyncs.add(refetch);
  return () => void resyncs.delete(refetch);
}
/** Told of every event after the stores took it (pending overlays clear themselves here). */
export function onAnyEvent(listener: (message: EventMessage) => void): () => void {
  afterEvent.add(listener);
  return () => void afterEvent.delete(listener);
}

/** Hands an event to the stores and moves the cursor. Called by the socket, and by tests. */
export function deliver(message: EventMessage): void {
  for (const handler of handlers.get(message.type) ?? []) handler(message.payload, message);
  for (const listener of afterEvent) listener(message);
  state.cursor = Math.max(state.cursor ?? 0, message.seq);
  state.asOf = serverNow();
}
/** Lets every registered view refetch, e.g. after a reconnect that cannot be replayed. */
export async function resync(): Promise<void> {
  await Promise.allSettled([...resyncs].map((refetch) => refetch()));
  state.asOf = serverNow();
}
