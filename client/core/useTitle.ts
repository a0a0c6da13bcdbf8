import { type MaybeRefOrGetter, onScopeDispose, toValue, watchEffect } from 'vue';

/** The signal on the tab's icon, by the same colours as the phone bar. */
export type TabSignal = 'none' | 'ringing' | 'talking' | 'unreachable';

const DOTS: Record<TabSignal, string | null> = { none: null, ringing: '#ffb438', talking: '#61da92', unreachable: '#f78d87' };

function favicon(signal: TabSignal): string {
  const dot = DOTS[signal];
  if (dot === null) return '/favicon.svg';
  const mark =
    '<rect width="32" height="32" rx="6" fill="#152025"/><path d="M22.6 10.6A9 9 0 1 0 25 16.6" fill="none" stroke="#fafbfb" stroke-width="3"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${mark}<circle cx="23" cy="9" r="9" fill="${dot}" stroke="#152025" stroke-width="2"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Keeps title and icon of the tab true; they change with the state, not by the second. */
export function useTitle(title: MaybeRefOrGetter<string>, signal: MaybeRefOrGetter<TabSignal> = 'none'): void {
  const stop = watchEffect(() => {
    document.title = toValue(title);
    document.getElementById('favicon')?.setAttribute('href', favicon(toValue(signal)));
  });
  onScopeDispose(stop);
}
