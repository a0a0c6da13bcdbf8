import { type Directive, shallowReactive } from 'vue';

/** What a tooltip says; `keys` are printed behind it. */
export interface Tip {
  text: string;
  keys?: string | undefined;
}

interface Shown extends Tip {
  anchor: HTMLElement | null;
}

const HOVER_MS = 400;
/** The one tooltip on the screen; `TipLayer` draws it. */
export const shownTip = shallowReactive<Shown>({ text: '', keys: undefined, anchor: null });
const tips = new WeakMap<HTMLElement, Tip>();
let timer: ReturnType<typeof setTimeout> | undefined;

function show(element: HTMLElement): void {
  const tip = tips.get(element);
  if (!tip || tip.text === '') return;
  Object.assign(shownTip, { text: tip.text, keys: tip.keys, anchor: element });
}

/** Hides the tooltip, for Escape, a click or a scrolled pane. */
export function hideTip(): void {
  clearTimeout(timer);
  shownTip.anchor = null;
}

function onEnter(event: Event): void {
  clearTimeout(timer);
  const element = event.currentTarget;
  if (element instanceof HTMLElement) timer = setTimeout(() => show(element), HOVER_MS);
}

function onFocus(event: Event): void {
  const element = event.currentTarget;
  if (element instanceof HTMLElement && element.matches(':focus-visible')) show(element);
}

function onLeave(event: Event): void {
  clearTimeout(timer);
  if (shownTip.anchor === event.currentTarget) timer = setTimeout(hideTip, 80);
}

/** `v-tip="{ text, keys }"`: a tooltip on hover and keyboard focus. The text must not be the element's only name. */
export const vTip: Directive<HTMLElement, Tip> = {
  mounted(element, { value }) {
    tips.set(element, value);
    element.addEventListener('pointerenter', onEnter);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('focus', onFocus);
    element.addEventListener('blur', hideTip);
    element.addEventListener('pointerdown', hideTip);
  },
  updated(element, { value }) {
    tips.set(element, value);
  },
  unmounted(element) {
    if (shownTip.anchor === element) hideTip();
  },
};
