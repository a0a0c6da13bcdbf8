import type { Router } from 'vue-router';
import { screenTexts } from '../../core/i18n';
import { fetchLazyParts, lazyPart } from '../../core/lazy-parts';

/** What the right pane shows while somebody rings or talks. */
export const CallContext = lazyPart(() => import('../calls/CallContext.vue'));
/** What it shows while nobody does and the screen has nothing for it. */
export const DayContext = lazyPart(() => import('../calls/DayContext.vue'));
/** Hints of the first run. */
export const CoachMarks = lazyPart(() => import('../welcome/CoachMarks.vue'));
// Both come with the texts they show, which are not the frame's.
/** Ctrl+K. */
export const PaletteHost = lazyPart(() => Promise.all([import('./PaletteHost.vue'), screenTexts()]).then(([part]) => part));
/** The overlay of keys. */
export const KeysDialog = lazyPart(() => Promise.all([import('./KeysDialog.vue'), screenTexts()]).then(([part]) => part));

/** The mark in the page's timeline from which on it needs no file of its server any more. */
const ALL_FETCHED = 'ringback:all-fetched';

/**
 * Fetches what an agent needs at the first ring, then every screen and its texts, while nothing else is to do: a page that is open for days
 * goes on while the server is away or has a newer build.
 */
export async function fetchScreens(router: Router): Promise<void> {
  const screens = router.getRoutes().flatMap(({ components }) => Object.values(components ?? {}));
  const loads = screens.filter((part) => typeof part === 'function').map((load) => load as () => Promise<unknown>);
  await fetchLazyParts([
    () => import('../calls/CallView.vue'),
    () => import('../calls/CallContext.vue'),
    () => import('../calls/DayContext.vue'),
    () => screenTexts(),
    () => import('../sla/sla-notices').then(({ listenForSla }) => listenForSla()),
    ...loads,
  ]);
  performance.mark(ALL_FETCHED);
}
