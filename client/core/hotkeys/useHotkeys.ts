import { onMounted, onUnmounted } from 'vue';
import { bindHotkey, type HotkeyRun } from './hotkeys';
import type { HotkeyId } from './keymap';

/**
 * Binds keys for the life of the component. With `within`, only while the focus is inside that element. A handler that returns `false`
 * lets the key pass.
 */
export function useHotkeys(runs: Partial<Record<HotkeyId, HotkeyRun>>, within?: () => Element | null | undefined): void {
  const undo: (() => void)[] = [];
  onMounted(() => {
    for (const [id, run] of Object.entries(runs)) if (run) undo.push(bindHotkey(id as HotkeyId, run, within));
  });
  onUnmounted(() => {
    for (const off of undo.splice(0)) off();
  });
}
