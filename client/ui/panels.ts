import { lazyPart } from '../core/lazy-parts';

// What floats above the page (Reka UI: focus, typing ahead, placement) is not needed for the first paint.
/** The panel of `Dialog.vue`. */
export const DialogPanel = lazyPart(() => import('./DialogPanel.vue'));
/** The panel of `Menu.vue`. */
export const MenuPanel = lazyPart(() => import('./MenuPanel.vue'));
/** The panel of `Popover.vue`. */
export const PopoverPanel = lazyPart(() => import('./PopoverPanel.vue'));
