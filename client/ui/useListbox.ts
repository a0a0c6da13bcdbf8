import { computed, nextTick, type Ref, ref, useId, watch } from 'vue';

/** Keyboard behaviour of a text input with a list below it (ARIA combobox): the focus stays in the input, the list is walked by id. */
export function useListbox<T extends { id: string }>(
  options: Readonly<Ref<readonly T[]>>,
  onPick: (option: T, event: KeyboardEvent | MouseEvent) => void,
) {
  const base = useId();
  const activeId = ref<string | null>(null);
  const activeIndex = computed(() => options.value.findIndex((option) => option.id === activeId.value));
  const activeDomId = computed(() => (activeIndex.value < 0 ? undefined : `${base}-${activeId.value}`));

  watch(
    options,
    (list) => {
      if (!list.some((option) => option.id === activeId.value)) activeId.value = list[0]?.id ?? null;
    },
    { immediate: true },
  );

  function move(to: number): void {
    const list = options.value;
    if (list.length === 0) return;
    activeId.value = list[(to + list.length) % list.length]?.id ?? null;
    void nextTick().then(() => document.getElementById(`${base}-${activeId.value}`)?.scrollIntoView({ block: 'nearest' }));
  }

  /** Answers true when the key was used. */
  function onKey(event: KeyboardEvent): boolean {
    if (event.isComposing) return false;
    if (event.key === 'ArrowDown') move(activeIndex.value + 1);
    else if (event.key === 'ArrowUp') move(activeIndex.value < 0 ? -1 : activeIndex.value - 1);
    else if (event.key === 'Enter') {
      const option = options.value[activeIndex.value];
      if (!option) return false;
      onPick(option, event);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return { listId: `${base}-list`, domId: (id: string) => `${base}-${id}`, activeId, activeDomId, onKey, move };
}
