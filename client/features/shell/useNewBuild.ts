import { computed, onScopeDispose } from 'vue';
import { waitingCount } from '../../core/pending';
import { sync } from '../../core/sync';
import { undoables } from '../../core/useUndo';
import { usePresence } from '../agents/presence.store';
import { useCalls } from '../calls/calls.store';

const UNTOUCHED_MS = 60_000;
const LOOK_EVERY_MS = 1000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** True while a text or a question stands open that a reload would throw away or interrupt. */
function isWriting(): boolean {
  const field = document.activeElement;
  const isTyped = (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== '';
  return isTyped || document.querySelector('[role=dialog]') !== null;
}

/**
 * Meets a newer server gently: the page is loaded anew by itself only when nobody looks at it or touched it for a minute, and never with a
 * call, an offer, a change on its way or a text half typed. Nor while the phone is ready: a browser lets a fresh page sound only after a
 * click, so that a call would find nobody. Then it is only offered.
 */
export function useNewBuild() {
  const calls = useCalls();
  const presence = usePresence();
  let touchedAt = Date.now();
  const touch = () => {
    touchedAt = Date.now();
  };
  const isInCall = computed(() => calls.mine !== null || calls.offer !== null);
  const isFree = () => !isInCall.value && presence.mine?.intent !== 'ready' && waitingCount.value === 0 && undoables.value.length === 0;
  function look(): void {
    const isAway = document.hidden || Date.now() - touchedAt > UNTOUCHED_MS;
    if (sync.hasNewBuild && isAway && isFree() && !isWriting()) location.reload();
  }
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, touch, { passive: true });
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, touch);
  });
  return { isOffered: computed(() => sync.hasNewBuild && !isInCall.value), reload: () => location.reload() };
}
