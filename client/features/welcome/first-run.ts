import { ref } from 'vue';

const KEY = 'ringback.first-run';

/** True from the first account on until its first call is written up or the tour was ended; survives a reload of this tab. */
export const isFirstRun = ref(sessionStorage.getItem(KEY) === '1');

/** Begins or ends the tour in this tab. */
export function setFirstRun(on: boolean): void {
  isFirstRun.value = on;
  if (on) sessionStorage.setItem(KEY, '1');
  else sessionStorage.removeItem(KEY);
}
