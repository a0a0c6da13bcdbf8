import { computed, type Ref, ref, watch } from 'vue';

/** One row as the list knows it. */
interface Keyed {
  id: string;
}

/**
 * The roving position in a list: by id, so that rows may come and go around it. `move` steps by rows and stops at the ends; the position
 * falls to the next row when its own disappears.
 */
export function useListNav(rows: Ref<readonly Keyed[]>, onOpen?: (id: string) => void) {
  const activeId = ref<string | null>(null);
  const selected = ref(new Set<string>());
  const activeIndex = computed(() => rows.value.findIndex((row) => row.id === activeId.value));
  let lastIndex = 0;

  watch(rows, (list) => {
    if (activeId.value !== null && !list.some((row) => row.id === activeId.value))
      activeId.value = list[Math.min(lastIndex, list.length - 1)]?.id ?? null;
  });
  watch(activeIndex, (index) => {
    if (index >= 0) lastIndex = index;
  });

  function move(step: number): void {
    const from = activeIndex.value < 0 ? (step > 0 ? -1 : rows.value.length) : activeIndex.value;
    const to = Math.min(rows.value.length - 1, Math.max(0, from + step));
    activeId.value = rows.value[to]?.id ?? null;
  }
  function open(): void {
    if (activeId.value !== null) onOpen?.(activeId.value);
  }
  function toggle(id = activeId.value): void {
    if (id === null) return;
    const next = new Set(selected.value);
    if (!next.delete(id)) next.add(id);
    selected.value = next;
  }
  return { activeId, activeIndex, selected, move, open, toggle, clear: () => selected.value.clear() };
}
