import { computed, shallowReactive } from 'vue';
import type { InputOf, Operation, OutputOf } from '../../shared/operation';
import { ApiError, api, NetworkError } from './api';
import type { Model } from './model-map';
import { onAnyEvent, sync } from './sync';

interface Overlay {
  id: string;
  patch: Record<string, unknown>;
}
/** Edits on their way, by operation key. They lie above the stores and are cleared by the event that carries their key. */
const overlays = shallowReactive(new Map<string, Overlay>());
/** Requests that wait for the network to come back. */
const waiting = shallowReactive(new Set<string>());
/** Optimistic edits that were not answered yet, by operation key. */
const underWay = new Map<string, { id: string; answer: Promise<unknown> }>();
/** How many changes wait for the network. */
export const waitingCount = computed(() => waiting.size);
/** The model as the person at this screen wants it: the store's with their own edits on their way laid over it. */
export function withPending<T extends Model>(model: T): T {
  let shown = model;
  for (const overlay of overlays.values()) if (overlay.id === model.id) shown = { ...shown, ...overlay.patch };
  return shown;
}
onAnyEvent((message) => {
  if (message.opId) overlays.delete(message.opId);
});

const RETRY_MS = 1500;

/** Sends a mutation, waiting out a lost connection: the same key is sent until the server answered, so it happens once. Throws ApiError when refused. */
export async function send<Op extends Operation>(
  operation: Op,
  input: InputOf<Op>,
  key: string = crypto.randomUUID(),
): Promise<OutputOf<Op>> {
  for (;;) {
    try {
      const answer = await api(operation, input, { key });
      waiting.delete(key);
      return answer;
    } catch (error) {
      const isRetryable =
        error instanceof NetworkError || (error instanceof ApiError && (error.code === 'UNAVAILABLE' || error.status === 502));
      if (!isRetryable) {
        waiting.delete(key);
        throw error;
      }
      waiting.add(key);
      await new Promise((resolve) => setTimeout(resolve, sync.link === 'live' ? RETRY_MS / 3 : RETRY_MS));
    }
  }
}

/**
 * Edits with the result shown at once: an overlay above the store until the event with this operation's key arrives; a refusal takes
 * the overlay away and is thrown, so that the field can say why and keep the value. Not for money, deletion, consent or hanging up.
 */
export async function optimistic<Op extends Operation>(operation: Op, input: InputOf<Op>, overlay: Overlay): Promise<OutputOf<Op>> {
  const key = crypto.randomUUID();
  overlays.set(key, overlay);
  try {
    const sent = send(operation, input, key);
    underWay.set(key, { id: overlay.id, answer: sent });
    const answer = await sent;
    // The event usually came first. A change that altered nothing has none: then the answer clears the overlay.
    setTimeout(() => overlays.delete(key), 2000);
    return answer;
  } catch (error) {
    overlays.delete(key);
    throw error;
  } finally {
    underWay.delete(key);
  }
}

/**
 * Resolves when this screen's own edits of these models were answered and their stores hold the answers: an edit sent on what stood there before would clash
 * with them.
 */
export async function ownEditsDone(ids: readonly string[]): Promise<void> {
  const mine = [...underWay.values()].filter(({ id }) => ids.includes(id));
  if (mine.length === 0) return;
  await Promise.allSettled(mine.map(({ answer }) => answer));
  // Whoever sent them takes the answer in first.
  await new Promise((resolve) => setTimeout(resolve));
}
