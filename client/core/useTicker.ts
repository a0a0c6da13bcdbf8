import { onUnmounted, type Ref, ref } from 'vue';

const now = ref(Date.now());
let offsetMs = 0;
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now.value = Date.now() + offsetMs;
  if (watchers > 0 && !document.hidden) timer = setTimeout(tick, 1000 - (now.value % 1000) + 4);
  else timer = undefined;
}

/**
 * Corrects the clock by what the server said: `serverNow` in ms since 1970, received just now. Timers then agree between machines whose own
 * clocks are wrong.
 */
export function setServerTime(serverNow: number): void {
  offsetMs = serverNow - Date.now();
  now.value = serverNow;
}

/** The server's time now, ms since 1970, not reactive. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/**
 * One clock for the whole console, ms since 1970 by the server, ticking on the full second; it rests while nobody looks at the tab or
 * needs it.
 */
export function useTicker(): Readonly<Ref<number>> {
  watchers += 1;
  if (timer === undefined) tick();
  onUnmounted(() => {
    watchers -= 1;
  });
  return now;
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && timer === undefined) tick();
});
