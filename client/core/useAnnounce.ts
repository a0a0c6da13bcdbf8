import { readonly, ref } from 'vue';

const POLITE_EVERY_MS = 5000;
const politeText = ref('');
const alertText = ref('');
let lastPolite = 0;
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function say(): void {
  politeText.value = waiting.join('. ');
  waiting = [];
  lastPolite = performance.now();
  timer = undefined;
}

/** Says something to a screen reader without moving the focus; at most every five seconds, what came between is said together. */
export function announce(text: string): void {
  waiting.push(text);
  if (timer !== undefined) return;
  timer = setTimeout(say, Math.max(0, lastPolite + POLITE_EVERY_MS - performance.now()));
}

/** Says something at once, interrupting: a ringing phone, a lost line. */
export function alertNow(text: string): void {
  alertText.value = '';
  requestAnimationFrame(() => {
    alertText.value = text;
  });
}

/** The two texts the live regions of the app show. */
export function useAnnouncements() {
  return { politeText: readonly(politeText), alertText: readonly(alertText) };
}
