import { type Ref, watch } from 'vue';

/**
 * Whoever goes by keyboard goes on at the way back when a thing opens, since the button pressed is gone with its page, and back again at the row they came
 * from. `open`: id of the open thing, `new` for one being made, nothing for the list.
 */
export function useSectionFocus(open: Readonly<Ref<string | null | undefined>>): void {
  watch(
    open,
    (id, before) => {
      if (document.activeElement === document.body) document.getElementById(id ? 'section-back' : `thing-${before ?? ''}`)?.focus();
    },
    { flush: 'post' },
  );
}
